import { beforeAll, expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { as } from '../testing/call.ts';
import { type CleanMigration, makeCleanMigration } from '../testing/clean-migration.ts';
import { countRun, fieldRun } from '../testing/runs.ts';

let made: CleanMigration;
const check = (kind: string) => made.checkIds[`payouts/${kind}`] ?? '';
const list = () => as(made.migration.lead).discrepancy.list({ migrationId: made.migration.id, view: 'all' });
const get = (runId: string) => as(made.migration.lead).run.get({ migrationId: made.migration.id, runId });

beforeAll(async () => {
  made = await makeCleanMigration();
});

it('takes the effect of the run it names, which stays readable', async () => {
  const at = made.noon(0);
  const wrong = fieldRun({ checkId: check('field_level'), at }, { amount: 4 });
  await made.submit(wrong, at);
  expect((await list()).items).toMatchObject([{ field: 'amount', rowCount: 4, status: 'new' }]);

  const right = { ...fieldRun({ checkId: check('field_level'), at }), supersedesRunId: wrong.runId };
  await made.submit(right, new Date(at.getTime() + HOUR_MS));
  expect((await list()).items).toEqual([]);
  expect(await get(wrong.runId)).toMatchObject({ verdict: 'mismatch', supersededBy: right.runId });
  expect(await get(right.runId)).toMatchObject({ verdict: 'match', supersedes: wrong.runId });
  const page = await made.verdictAt(new Date(at.getTime() + HOUR_MS));
  expect(page.streak?.days.at(-1)?.state).toBe('pending');
  expect(page.criteria.find(({ metric }) => metric === 'field_match_rate')?.result.outcome).toBe('met');
});

it('is superseded once, and by a run of its own check', async () => {
  const at = made.noon(1);
  const old = countRun({ checkId: check('record_count'), at });
  await made.submit(old, at);
  await made.submit({ ...countRun({ checkId: check('record_count'), at }), supersedesRunId: old.runId }, at);
  const again = made.submit({ ...countRun({ checkId: check('record_count'), at }), supersedesRunId: old.runId }, at);
  await expect(again).rejects.toMatchObject({
    code: 'CONFLICT',
    cause: { problems: [{ pointer: '/supersedesRunId' }] },
  });
  const other = made.submit({ ...fieldRun({ checkId: check('field_level'), at }), supersedesRunId: old.runId }, at);
  await expect(other).rejects.toMatchObject({ code: 'CONFLICT' });
  const fresh = countRun({ checkId: check('record_count'), at });
  await made.submit(fresh, at);
  const foreign = made.submit({ ...fieldRun({ checkId: check('field_level'), at }), supersedesRunId: fresh.runId }, at);
  await expect(foreign).rejects.toMatchObject({
    code: 'UNPROCESSABLE_CONTENT',
    cause: { problems: [{ pointer: '/supersedesRunId', message: 'is a run of another check' }] },
  });
});
