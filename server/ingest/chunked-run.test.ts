import { beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { failAbandonedRuns } from '../jobs/fail-abandoned-runs.ts';
import { newId } from '../new-id.ts';
import { as } from '../testing/call.ts';
import {
  at,
  type MadeKey,
  type MadeMigration,
  makeDatasets,
  makeKey,
  makeMigration,
  START,
} from '../testing/factory.ts';
import { fieldRun, modified } from '../testing/runs.ts';

let migration: MadeMigration;
let key: MadeKey;
let checkId: string;
const ingest = (now = at(START)) => as(key.actor, now).ingest;

beforeAll(async () => {
  migration = await makeMigration();
  key = await makeKey(migration);
  const { checkIds } = await makeDatasets(migration, [
    {
      name: 'payouts',
      keyColumns: ['seq', 'id'],
      columns: [{ name: 'seq' }, { name: 'id' }],
      checks: [{ kind: 'field_level', schedule: { everyMs: 60_000, graceMs: 0 } }],
    },
  ]);
  checkId = checkIds['payouts/field_level'] ?? '';
});

const protocol = 1 as const;
const chunkOf = (runId: string, chunk: number, count = 10) => ({
  protocol,
  runId,
  chunk,
  differences: modified({ at: START }, count).map((difference, i) => ({
    ...difference,
    key: { seq: { value: String(chunk) }, id: { value: String(i) } },
  })),
});
const open = (runId: string, more = {}) => ingest().openRun({ protocol, runId, checkId, kind: 'field_level', ...more });
/** A run whose 30 differences came in three chunks. */
const whole = (runId: string) => ({
  chunks: 3,
  run: { ...fieldRun({ checkId, at: START, runId }, { amount: 30 }), differences: [], differencesComplete: true },
});

describe('a run in chunks', () => {
  it('is evidence once complete, whatever the order and number of deliveries', async () => {
    const runId = newId();
    expect(await open(runId)).toMatchObject({ state: 'running', verdict: 'not_evaluated', replayed: false });
    expect(await open(runId)).toMatchObject({ state: 'running', replayed: true });
    const deliveries = [2, 0, 2, 1, 0, 0, 1].map((chunk) => ingest().appendDifferences(chunkOf(runId, chunk)));
    const answers = await Promise.all(deliveries);
    expect(answers.filter(({ replayed }) => !replayed).map(({ chunk }) => chunk)).toHaveLength(3);
    expect(answers.every(({ stored }) => stored === 10)).toBe(true);

    const done = await Promise.all([1, 2, 3].map(() => ingest().completeRun(whole(runId))));
    expect(done.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(done.map(({ payloadHash, verdict }) => `${payloadHash} ${verdict}`)).size).toBe(1);
    expect(await ingest().appendDifferences(chunkOf(runId, 1))).toMatchObject({ replayed: true });
    await expect(ingest().appendDifferences(chunkOf(runId, 3))).rejects.toMatchObject({ code: 'CONFLICT' });

    const { items } = await as(migration.lead).discrepancy.list({ migrationId: migration.id });
    const found = items.find(({ field }) => field === 'amount');
    expect(found).toMatchObject({ rowCount: 30, estimated: false, moneyNet: '0.3', moneyGross: '0.3' });
    const detail = await as(migration.lead).discrepancy.get({ migrationId: migration.id, id: found?.id ?? '' });
    expect(detail).toMatchObject({ samplesTotal: 30, nextSampleCursor: null });
    expect(detail.samples?.map(({ key: names }) => Object.keys(names).join())).toEqual(
      Array.from({ length: 30 }, () => 'seq,id'),
    );
    expect(new Set(detail.samples?.map(({ key }) => JSON.stringify(key))).size).toBe(30);
  });

  it('refuses another body for a chunk or an opening that is there', async () => {
    const runId = newId();
    await open(runId);
    await ingest().appendDifferences(chunkOf(runId, 0));
    const other = ingest().appendDifferences(chunkOf(runId, 0, 9));
    await expect(other).rejects.toMatchObject({ code: 'CONFLICT', cause: { problems: [{ pointer: '/chunk' }] } });
    await expect(open(runId, { deadlineMs: 5_000 })).rejects.toMatchObject({ code: 'CONFLICT' });
    const submitted = ingest().submitRun(fieldRun({ checkId, at: START, runId }));
    await expect(submitted).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('says at once which chunks are missing and what does not add up, and completes when they are there', async () => {
    const runId = newId();
    await open(runId);
    await ingest().appendDifferences(chunkOf(runId, 1));
    await ingest().appendDifferences(chunkOf(runId, 4));
    const early = ingest().completeRun(whole(runId));
    await expect(early).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
    const problems: { pointer: string; message: string }[] = await early.catch(({ cause }) => cause.problems);
    expect(problems).toEqual([
      { pointer: '/chunks', message: 'missing: 0, 2' },
      { pointer: '/chunks', message: 'says 3, but these arrived too: 4' },
      expect.objectContaining({ pointer: '/run/differences' }),
    ]);
    await ingest().appendDifferences(chunkOf(runId, 0));
    await ingest().appendDifferences(chunkOf(runId, 2));
    await ingest().appendDifferences(chunkOf(runId, 3));
    const rest = { ...fieldRun({ checkId, at: START, runId }, { amount: 50 }), differences: [] };
    expect(await ingest().completeRun({ chunks: 5, run: rest })).toMatchObject({ state: 'completed' });
  });

  it('fails by itself when it is abandoned, and takes nothing more', async () => {
    const runId = newId();
    await open(runId, { deadlineMs: 60_000 });
    const late = at(new Date(START.getTime() + 61_000));
    await expect(ingest(late).appendDifferences(chunkOf(runId, 0))).rejects.toMatchObject({ code: 'CONFLICT' });
    await failAbandonedRuns(systemContext('fail-abandoned-runs', { now: late }), {});
    const run = await as(migration.lead).run.get({ migrationId: migration.id, runId });
    expect(run).toMatchObject({ state: 'failed', verdict: 'not_evaluated', run: null, groups: [] });
    await expect(ingest(late).completeRun({ ...whole(runId), chunks: 0 })).rejects.toMatchObject({ code: 'CONFLICT' });
    const failed = await as(migration.lead).run.list({ migrationId: migration.id, state: 'failed' });
    expect(failed.items.map((item) => item.runId)).toEqual([runId]);
  });

  it('cannot be completed without having been opened', async () => {
    await expect(ingest().completeRun(whole(newId()))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ingest().appendDifferences(chunkOf(newId(), 0))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a run in chunks that is sent again with less', () => {
  const list = () => as(migration.lead).discrepancy.list({ migrationId: migration.id, view: 'all' });

  it('says no less than its chunks do, and nothing until it is complete', async () => {
    const runId = newId();
    await open(runId);
    await ingest().appendDifferences(chunkOf(runId, 0));
    await expect(ingest().appendDifferences(chunkOf(runId, 0, 2))).rejects.toMatchObject({ code: 'CONFLICT' });
    const clean = { ...fieldRun({ checkId, at: START, runId }), differencesComplete: true };
    for (const chunks of [0, 1]) {
      const smaller = ingest().completeRun({ chunks, run: clean });
      await expect(smaller).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
    }
    await expect(ingest().submitRun(clean)).rejects.toMatchObject({ code: 'CONFLICT' });
    const { run } = whole(runId);
    const complete = {
      chunks: 1,
      run: { ...run, ...fieldRun({ checkId, at: START, runId }, { amount: 10 }), differences: [] },
    };
    expect(await ingest().completeRun(complete)).toMatchObject({ verdict: 'mismatch' });
    await expect(ingest().completeRun({ chunks: 1, run: clean })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('takes no other back while it is interrupted, nor by leaving out when it is complete', async () => {
    const old = fieldRun({ checkId, at: START }, { amount: 3 });
    await ingest().submitRun(old);
    const before = (await list()).items;
    const runId = newId();
    await open(runId);
    expect((await list()).items).toEqual(before);
    const run = {
      ...fieldRun({ checkId, at: START, runId }),
      fields: [{ name: 'note', compared: 100, matching: 100 }],
      supersedesRunId: old.runId,
    };
    const answer = await ingest().completeRun({ chunks: 0, run });
    expect(answer.waitsFor).toContain('the column amount (differed)');
    expect((await list()).items).toEqual(before);
  });
});
