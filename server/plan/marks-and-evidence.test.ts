import { expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { as } from '../testing/call.ts';
import { at, makeDatasets, makeKey, makeMember, makeMigration, START } from '../testing/factory.ts';
import { scenarioRun } from '../testing/runs.ts';

const later = (hours: number) => at(new Date(START.getTime() + hours * HOUR_MS));

/** Two scenarios that a check runs, and a statement. */
async function makePlan() {
  const migration = await makeMigration();
  const { id: migrationId, slug, lead } = migration;
  const key = await makeKey(migration);
  const { checkIds } = await makeDatasets(migration, [
    { name: 'shop', checks: [{ kind: 'scenario', schedule: { everyMs: 24 * HOUR_MS, graceMs: HOUR_MS } }] },
  ]);
  const { document } = await as(lead).plan.get({ slug });
  const criterion = { comparator: 'gte', threshold: '1' } as const;
  const plan = {
    ...document,
    scenarios: [{ name: 'Refund' }, { name: 'Links' }],
    attestations: [{ name: 'Variances', statement: 'All are understood.' }],
    criteria: [
      { key: 'scenarios', metric: 'scenario_pass_rate', ...criterion },
      { key: 'variances', metric: 'attestation', ...criterion },
    ],
  } as typeof document;
  const apply = async (more: object, hours = 0) =>
    await as(lead, later(hours)).plan.replace({ migrationId, document: { ...plan, ...more } as typeof document });
  await apply({});
  const run = async (hours: number, refund: 'passed' | 'failed' | 'skipped', more: object = {}) => {
    const base = { checkId: checkIds['shop/scenario'] ?? '', at: later(hours)() };
    const body = scenarioRun(base, [
      { name: 'Refund', result: refund },
      { name: 'Links', result: 'passed' },
    ]);
    await as(key.actor, later(hours)).ingest.submitRun({ ...body, ...more });
    return body.runId;
  };
  const mark = async (hours: number, status: string, actor: Parameters<typeof as>[0] = lead) =>
    await as(actor, later(hours)).plan.mark({ migrationId, part: 'scenarios', name: 'Refund', status });
  const outcome = async (hours: number, metric = 'scenario_pass_rate') =>
    (await as(lead, later(hours)).verdict.get({ slug })).criteria.find((one) => one.metric === metric)?.result;
  const refund = async () => (await as(lead).plan.get({ slug })).marks.find(({ name }) => name === 'Refund');
  return { migrationId, slug, lead, key, apply, run, mark, outcome, refund };
}

it('what a run failed is failed until a run passes it, whoever says otherwise', async () => {
  const made = await makePlan();
  await made.run(1, 'failed');
  await made.mark(2, 'passed');
  await made.mark(3, 'skipped', made.key.actor);
  expect(await made.outcome(4)).toMatchObject({ outcome: 'not_met', detail: expect.stringContaining('waiting for') });
  expect(await made.refund()).toMatchObject({ status: 'failed', waiting: { status: 'skipped', by: 'agent' } });
  await made.run(5, 'passed');
  expect((await made.outcome(6))?.outcome).toBe('met');
});

it('a second person can let a mark hold against a run, which stays visible, until a run fails it again', async () => {
  const made = await makePlan();
  const { migrationId, lead } = made;
  const failed = await made.run(1, 'failed');
  const mark = await made.mark(2, 'passed');
  const approve = { migrationId, markId: mark.id ?? '' };
  await expect(as(lead).plan.approveMark(approve)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const sponsor = await makeMember(migrationId, 'stakeholder');
  await as(sponsor, later(3)).plan.approveMark(approve);
  await expect(as(sponsor).plan.approveMark(approve)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await made.outcome(4)).toMatchObject({
    outcome: 'met',
    detail: 'marked against a run: Refund (by Lea, approved by Member stakeholder)',
  });
  expect(await made.refund()).toMatchObject({ status: 'passed', against: { status: 'failed', runId: failed } });
  await made.run(5, 'failed');
  expect((await made.outcome(6))?.outcome).toBe('not_met');
});

it('what a key says is approved by nobody who made the key', async () => {
  const made = await makePlan();
  await made.run(1, 'failed');
  const mark = await made.mark(2, 'passed', made.key.actor);
  const approve = { migrationId: made.migrationId, markId: mark.id ?? '' };
  await expect(as(made.lead).plan.approveMark(approve)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

it('a scenario that is removed and added again has failed all the same', async () => {
  const made = await makePlan();
  await made.run(1, 'failed');
  await made.apply({ scenarios: [{ name: 'Links' }] }, 2);
  await made.apply({}, 3);
  await made.mark(4, 'passed');
  expect((await made.outcome(5))?.outcome).toBe('not_met');
});

it('a run that comes late and failed before the mark of a person beats it', async () => {
  const made = await makePlan();
  await made.run(1, 'skipped');
  await made.mark(3, 'failed');
  await made.run(4, 'passed');
  await made.mark(6, 'passed');
  expect((await made.outcome(7))?.outcome).toBe('met');
  await made.run(5, 'failed');
  expect((await made.outcome(7))?.outcome).toBe('not_met');
});

it('a statement is attested by a person and no key, and anew once it says something else', async () => {
  const made = await makePlan();
  const said = { migrationId: made.migrationId, part: 'attestations', name: 'Variances', status: 'attested' } as const;
  await expect(as(made.key.actor, later(1)).plan.mark(said)).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('never by a key'),
  });
  await as(made.lead, later(1)).plan.mark(said);
  expect((await made.outcome(2, 'attestation'))?.outcome).toBe('met');
  const other = { name: 'Variances', statement: 'All are accepted.' };
  await made.apply({ attestations: [other] }, 3);
  expect((await made.outcome(4, 'attestation'))?.outcome).toBe('unknown');
  await as(made.lead, later(5)).plan.mark(said);
  expect((await made.outcome(6, 'attestation'))?.outcome).toBe('met');
  await made.apply({ attestations: [] }, 7);
  await made.apply({ attestations: [other] }, 8);
  expect((await made.outcome(9, 'attestation'))?.outcome).toBe('unknown');
});
