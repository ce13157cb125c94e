import { beforeAll, describe, expect, it } from 'vitest';
import type { RunInput } from '#core/run/schema.ts';
import { as } from '../testing/call.ts';
import { at, type MadeKey, type MadeMigration, makeDatasets, makeKey, makeMigration } from '../testing/factory.ts';
import { checksumRun, countRun, fieldRun } from '../testing/runs.ts';

const START = '2026-03-02T08:00:00Z';
const daily = { everyMs: 86_400_000, graceMs: 3_600_000 };
const time = (minutes: number) => new Date(Date.parse(START) + minutes * 60_000);

let migration: MadeMigration;
let key: MadeKey;
let number = 0;

beforeAll(async () => {
  migration = await makeMigration();
  key = await makeKey(migration);
});

/** A dataset of its own, with what pushes to it and reads it. */
async function makeOne(kinds: readonly ('record_count' | 'field_level' | 'checksum')[], lagMs = 0) {
  number += 1;
  const name = `d${number}`;
  const checks = kinds.map((kind) => ({ kind, schedule: daily }));
  const { checkIds } = await makeDatasets(migration, [
    { name, criticality: 'critical', keyColumns: ['id'], lagMs, checks },
  ]);
  const base = (kind: string, minutes: number) => ({ checkId: checkIds[`${name}/${kind}`] ?? '', at: time(minutes) });
  const push = async (run: RunInput, received = 600) => await as(key.actor, at(time(received))).ingest.submitRun(run);
  const lastOf = async (kind: string) => {
    const { datasets } = await as(migration.lead, at(time(3_000))).evidence.overview({ migrationId: migration.id });
    const found = datasets.find((one) => one.name === name)?.checks.find((check) => check.kind === kind);
    return [found?.lastVerdict, found?.lastText];
  };
  const statuses = async () => {
    const filter = { view: 'all' as const, search: name };
    const { items } = await as(migration.lead).discrepancy.list({ migrationId: migration.id, ...filter });
    return items.map(({ class: kind, status }) => [kind, status]);
  };
  return {
    lastOf,
    statuses,
    count: (minutes: number, rows: number, target = rows, received = 600) =>
      push(countRun(base('record_count', minutes), rows, target), received),
    scan: (minutes: number, rows: number, found = {}, received = 600) =>
      push(fieldRun(base('field_level', minutes), { rows, ...found }), received),
    sum: (minutes: number, rows: number) => push(checksumRun(base('checksum', minutes), 0, rows)),
    base,
    push,
  };
}

describe('a full scan', () => {
  it('of fewer rows than were counted matches nothing, whichever comes first', async () => {
    for (const countFirst of [true, false]) {
      const one = await makeOne(['record_count', 'field_level', 'checksum']);
      if (countFirst) await one.count(0, 1_000_000);
      await one.scan(1, 1);
      await one.sum(2, 1);
      if (!countFirst) await one.count(0, 1_000_000);
      const why = 'compared 1 of 1,000,000 rows counted at 2026-03-02 08:00 UTC';
      expect(await one.lastOf('field_level')).toEqual(['inconclusive', `1 row, all match; ${why}`]);
      expect(await one.lastOf('checksum')).toEqual(['inconclusive', `1 segment, all match; ${why}`]);
    }
  });

  it('may lie between the count before it and the next one', async () => {
    const one = await makeOne(['record_count', 'field_level']);
    await one.count(0, 1_000);
    await one.scan(30, 1_050);
    // Written since the newest count.
    expect((await one.lastOf('field_level'))[0]).toBe('match');
    await one.count(60, 1_010);
    expect(await one.lastOf('field_level')).toEqual([
      'inconclusive',
      '1,050 rows, all match; compared 1,050 of 1,010 rows counted at 2026-03-02 09:00 UTC',
    ]);
    await one.count(45, 1_060);
    expect((await one.lastOf('field_level'))[0]).toBe('match');
  });

  it('may lie outside of them by a thousandth, where counts show that somebody writes', async () => {
    for (const [next, rows, verdict] of [
      [100_000, 99_999, 'inconclusive'],
      [100_060, 99_940, 'match'],
      [100_060, 99_939, 'inconclusive'],
      [102_000, 99_900, 'match'],
      [102_000, 99_899, 'inconclusive'],
      [102_000, 102_100, 'match'],
      [102_000, 102_101, 'inconclusive'],
    ] as const) {
      const one = await makeOne(['record_count', 'field_level']);
      await one.count(0, 100_000);
      await one.scan(1, rows);
      await one.count(2, next);
      expect([next, rows, (await one.lastOf('field_level'))[0]]).toEqual([next, rows, verdict]);
    }
  });

  it('may have read a few rows more than were counted while it ran, on a system that does not stand still', async () => {
    for (const [counted, rows, verdict] of [
      [10, 11, 'match'],
      [10, 12, 'inconclusive'],
      [5_600, 5_605, 'match'],
      [5_600, 5_606, 'inconclusive'],
    ] as const) {
      const one = await makeOne(['record_count', 'field_level']);
      await one.scan(1, rows);
      await one.count(2, counted);
      expect([counted, rows, (await one.lastOf('field_level'))[0]]).toEqual([counted, rows, verdict]);
    }
  });

  it('is held to the first count after it that leaves out no row that may have been on its way', async () => {
    const one = await makeOne(['record_count', 'field_level'], 120_000);
    const count = (minutes: number, rows: number, lagMs: number) =>
      one.push({ ...countRun(one.base('record_count', minutes), rows), lagMs });
    const verdict = async () => (await one.lastOf('field_level'))[0];
    await one.scan(10, 1_010);
    // Of the rows of up to 08:09.
    await count(11, 1_000, 120_000);
    expect(await verdict()).toBe('match');
    await count(13, 1_012, 120_000);
    expect(await verdict()).toBe('match');
    await count(12, 1_000, 120_000);
    expect(await one.lastOf('field_level')).toEqual([
      'inconclusive',
      '1,010 rows, all match; compared 1,010 of 1,000 rows counted at 2026-03-02 08:11 UTC',
    ]);
    // It waits for no longer than the plan says.
    const other = await makeOne(['record_count', 'field_level'], 60_000);
    await other.scan(10, 1_010);
    await other.push({ ...countRun(other.base('record_count', 11), 1_000), lagMs: 3_600_000 });
    expect((await other.lastOf('field_level'))[0]).toBe('inconclusive');
  });

  it('proves nothing of what was written after it, where that is more than it saw', async () => {
    for (const first of [0, 1, 500]) {
      const one = await makeOne(['record_count', 'field_level']);
      if (first > 0) await one.count(0, first);
      await one.scan(1, 501);
      await one.count(2, 1_000_000);
      const why = 'compared 501 of 1,000,000 rows counted at 2026-03-02 08:02 UTC';
      expect(await one.lastOf('field_level')).toEqual(['inconclusive', `501 rows, all match; ${why}`]);
    }
  });

  it('closes nothing beside counts that went up and down before it', async () => {
    for (const low of [0, 1, 499]) {
      const one = await makeOne(['record_count', 'field_level']);
      await one.count(0, 1_000);
      await one.scan(1, 1_000, { amount: 100 });
      await one.count(2, low);
      await one.count(3, 1_000);
      await one.scan(4, Math.max(1, low));
      expect((await one.lastOf('field_level'))[0]).toBe('inconclusive');
      await one.count(5, 1_000);
      await one.count(6, 1_000);
      expect(await one.statuses()).toEqual([['modified', 'new']]);
    }
  });

  it('proves no group gone while it saw too few rows', async () => {
    const one = await makeOne(['record_count', 'field_level']);
    await one.count(0, 1_000);
    await one.scan(1, 1_000, { amount: 5 });
    await one.scan(2, 990);
    expect(await one.statuses()).toEqual([['modified', 'new']]);
    // It turns out that rows were deleted, which may be those that differed.
    await one.count(3, 990);
    expect(await one.statuses()).toEqual([['modified', 'new']]);
    expect(await one.lastOf('field_level')).toEqual([
      'match',
      '990 rows, all match; looked at 990 and does not answer the scan of 1,000 rows at 2026-03-02 08:01 UTC, which failed; a scan of as many rows does, or one of so few once counts have shown them for 20 hours',
    ]);
    await one.scan(1_850, 990, {}, 1_860);
    expect(await one.statuses()).toEqual([['modified', 'resolved']]);
  });

  it('takes back what it proved once a late count contradicts it', async () => {
    const one = await makeOne(['record_count', 'field_level']);
    await one.scan(1, 1_000, { amount: 5 });
    await one.scan(2, 1_000);
    expect(await one.statuses()).toEqual([['modified', 'resolved']]);
    await one.count(2, 5_000);
    expect(await one.statuses()).toEqual([['modified', 'new']]);
    expect((await one.lastOf('field_level'))[0]).toBe('inconclusive');
  });

  it('may not see fewer rows than one before it where nobody counts', async () => {
    const one = await makeOne(['field_level']);
    await one.scan(1, 1_000, { amount: 5 });
    await one.scan(2, 1);
    await one.scan(3, 1);
    expect(await one.lastOf('field_level')).toEqual([
      'inconclusive',
      '1 row, all match; compared 1 of 1,000 rows that an earlier run saw, and no count explains it',
    ]);
    expect(await one.statuses()).toEqual([['modified', 'new']]);
    await one.scan(4, 1_000);
    expect(await one.statuses()).toEqual([['modified', 'resolved']]);
  });

  it('that no longer knows a column of an earlier one proves nothing', async () => {
    const one = await makeOne(['field_level']);
    const { fields, ...run } = fieldRun(one.base('field_level', 1), { amount: 5 }, ['note']);
    await one.push({ ...run, fields });
    const narrow = fieldRun(one.base('field_level', 2));
    const note = [{ name: 'note', compared: 100, matching: 100 }];
    await one.push({ ...narrow, fields: note, columns: [] });
    expect(await one.lastOf('field_level')).toEqual([
      'inconclusive',
      '100 rows, all match; never compared: amount, which an earlier run knew; declare with ignore what is no column of the dataset',
    ]);
    expect(await one.statuses()).toEqual([['modified', 'new']]);
  });
});

describe('a count of fewer rows', () => {
  const tooFew =
    'counted 1 of 1,000 rows seen at 2026-03-02 08:00 UTC; a count that still says so 20 hours later is believed';

  it('than half of what was counted or seen proves nothing', async () => {
    for (const first of ['count', 'scan', 'sum'] as const) {
      const one = await makeOne(['record_count', 'field_level', 'checksum']);
      await one[first](0, 1_000);
      await one.count(1, 1);
      expect(await one.lastOf('record_count')).toEqual(['inconclusive', `1 row on both sides; ${tooFew}`]);
    }
  });

  it('is believed once it was received so long ago that it is no mistake of a moment', async () => {
    const one = await makeOne(['record_count', 'field_level']);
    await one.count(0, 1_000, 1_000, 1);
    await one.count(60, 1, 1, 61);
    // Said to be read a day later, or earlier: what counts is when it was received.
    await one.count(30, 1, 1, 61);
    await one.count(60 + 19 * 60, 1, 1, 60 + 19 * 60);
    expect((await one.lastOf('record_count'))[0]).toBe('inconclusive');
    await one.scan(61 + 19 * 60, 1, {}, 61 + 19 * 60);
    expect((await one.lastOf('field_level'))[0]).toBe('inconclusive');
    await one.count(62 + 20 * 60, 1, 1, 62 + 20 * 60);
    expect((await one.lastOf('record_count'))[0]).toBe('match');
    // The scan before it is one of all rows, as it turns out.
    expect((await one.lastOf('field_level'))[0]).toBe('match');
  });

  it('is not believed while others still count more', async () => {
    const one = await makeOne(['record_count']);
    for (let hour = 0; hour <= 44; hour += 4) {
      await one.count(hour * 60, 1_000, 1_000, hour * 60 + 1);
      await one.count(hour * 60 + 60, 1, 1, hour * 60 + 61);
    }
    expect((await one.lastOf('record_count'))[0]).toBe('inconclusive');
  });

  it('answers none whose sides differed, so long as it may leave out what differed', async () => {
    for (const [legacy, target, verdict, status] of [
      [900, 900, 'inconclusive', 'new'],
      [998, 998, 'inconclusive', 'new'],
      [999, 999, 'match', 'resolved'],
      [1_000, 1_000, 'match', 'resolved'],
      [1_010, 1_010, 'match', 'resolved'],
    ] as const) {
      const one = await makeOne(['record_count']);
      await one.count(0, 1_000, 900);
      await one.count(1, legacy, target);
      expect([legacy, (await one.lastOf('record_count'))[0]]).toEqual([legacy, verdict]);
      expect(await one.statuses()).toEqual([['unlocated', status]]);
    }
  });

  it('is no witness of a scan, in whatever order they come', async () => {
    const one = await makeOne(['record_count', 'field_level']);
    await one.count(2, 1);
    await one.scan(3, 1);
    expect((await one.lastOf('field_level'))[0]).toBe('match');
    await one.scan(1, 1_000, { amount: 5 });
    expect(await one.lastOf('field_level')).toEqual([
      'inconclusive',
      '1 row, all match; compared 1 of 1,000 rows that an earlier run saw, and no count explains it',
    ]);
    expect(await one.statuses()).toEqual([['modified', 'new']]);
    await one.count(0, 1_000);
    expect(await one.lastOf('field_level')).toEqual([
      'inconclusive',
      '1 row, all match; compared 1 of 1,000 rows counted at 2026-03-02 08:00 UTC',
    ]);
  });
});
