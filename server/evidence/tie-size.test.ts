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
async function makeOne(kinds: readonly ('record_count' | 'field_level' | 'checksum')[]) {
  number += 1;
  const name = `d${number}`;
  const checks = kinds.map((kind) => ({ kind, schedule: daily }));
  const { checkIds } = await makeDatasets(migration, [{ name, criticality: 'critical', keyColumns: ['id'], checks }]);
  const base = (kind: string, minutes: number) => ({ checkId: checkIds[`${name}/${kind}`] ?? '', at: time(minutes) });
  const push = async (run: RunInput) => await as(key.actor, at(time(600))).ingest.submitRun(run);
  const lastOf = async (kind: string) => {
    const { datasets } = await as(migration.lead, at(time(600))).evidence.overview({ migrationId: migration.id });
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
    count: (minutes: number, rows: number) => push(countRun(base('record_count', minutes), rows)),
    scan: (minutes: number, rows: number, found = {}) =>
      push(fieldRun(base('field_level', minutes), { rows, ...found })),
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
      expect(await one.lastOf('checksum')).toEqual(['inconclusive', `10 segments, all match; ${why}`]);
    }
  });

  it('may lie between the counts around it, and as far outside as these lie apart', async () => {
    const one = await makeOne(['record_count', 'field_level']);
    await one.count(0, 1_000);
    await one.scan(30, 1_050);
    // Written since the newest count.
    expect((await one.lastOf('field_level'))[0]).toBe('match');
    await one.count(60, 1_010);
    expect(await one.lastOf('field_level')).toEqual([
      'inconclusive',
      '1,050 rows, all match; compared 1,050 of 1,000 rows counted at 2026-03-02 08:00 UTC',
    ]);
    await one.count(120, 1_040);
    expect((await one.lastOf('field_level'))[0]).toBe('match');
  });

  it('proves no group gone while it saw too few rows', async () => {
    const one = await makeOne(['record_count', 'field_level']);
    await one.count(0, 1_000);
    await one.scan(1, 1_000, { amount: 5 });
    await one.scan(2, 990);
    expect(await one.statuses()).toEqual([['modified', 'new']]);
    // It turns out that rows were deleted.
    await one.count(3, 990);
    expect(await one.statuses()).toEqual([['modified', 'resolved']]);
    expect((await one.lastOf('field_level'))[0]).toBe('match');
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
      '100 rows, all match; never compared: amount, which an earlier run knew',
    ]);
    expect(await one.statuses()).toEqual([['modified', 'new']]);
  });
});
