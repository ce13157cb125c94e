import { expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { approveWaiting } from '../testing/approve-waiting.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeMember } from '../testing/factory.ts';

/** A plan with a scenario that failed and one that passed, asked beside evidence or alone; the lead at noon of the second day. */
async function makePlan({ evidence }: { evidence: boolean }) {
  const made = await makeCleanMigration(1);
  if (evidence) for (const day of [0, 1]) await made.cleanDay(made.noon(day));
  const { id: migrationId, slug, lead } = made.migration;
  const now = at(new Date(made.noon(1).getTime() + HOUR_MS));
  const caller = as(lead, now);
  const { document } = await caller.plan.get({ slug });
  const rate = {
    key: 'scenarios',
    metric: 'scenario_pass_rate',
    comparator: 'gte',
    threshold: '1',
    scope: { kind: 'all' },
    blocking: true,
    ownerTeam: null,
  } as const;
  const scenarios = ['Links', 'Payouts'].map((name) => ({ name }));
  const plan = {
    ...document,
    scenarios,
    criteria: evidence ? [...document.criteria, rate] : [rate],
  } as typeof document;
  await caller.plan.replace({ migrationId, document: plan });
  const mark = (name: string, status: string) =>
    caller.plan.mark({ migrationId, part: 'scenarios', name, status, note: '', evidence: null });
  await mark('Links', 'passed');
  await mark('Payouts', 'failed');
  const apply = async (names: string[]) =>
    await caller.plan.replace({
      migrationId,
      document: { ...plan, scenarios: names.map((name) => ({ name })) } as typeof document,
    });
  const sponsor = as(await makeMember(migrationId, 'stakeholder'), now);
  return { migration: made.migration, migrationId, caller, sponsor, apply, verdict: () => made.verdictAt(now()) };
}

it('a test that failed is not got rid of without a second person', async () => {
  const { migration, migrationId, caller, sponsor, apply, verdict } = await makePlan({ evidence: true });
  expect((await verdict()).verdict).toBe('no_go');
  await apply(['Links']);
  expect(await verdict()).toMatchObject({
    verdict: 'no_go',
    blockers: [
      { standing: 'failed', headline: '1 of 2 scenarios passed', onlyUnder: 'approved' },
      { standing: 'unapproved', detail: 'scenario Payouts by Lea' },
    ],
    waiting: { approved: { verdict: 'no_go' }, standing: { verdict: 'go' } },
  });
  const [change] = await caller.criterion.listChanges({ migrationId });
  expect(change).toMatchObject({
    part: 'scenarios',
    name: 'scenario Payouts',
    state: 'waits',
    aspects: [{ name: 'Scenario', before: 'in the plan', after: null }],
  });
  await expect(approveWaiting(caller, migration)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await approveWaiting(sponsor, migration);
  expect(await verdict()).toMatchObject({ verdict: 'go', waiting: null });
});

it('asked again it waits for nobody, and has failed as before', async () => {
  const { migrationId, caller, apply, verdict } = await makePlan({ evidence: true });
  await apply(['Links']);
  await apply(['Links', 'Payouts']);
  expect(await verdict()).toMatchObject({ verdict: 'no_go', waiting: null });
  const [change] = await caller.criterion.listChanges({ migrationId });
  expect(change).toMatchObject({ part: 'scenarios', state: 'settled' });
});

it('nor is what people say failed, where nothing was ever run', async () => {
  const { migration, migrationId, caller, sponsor, apply, verdict } = await makePlan({ evidence: false });
  await apply(['Links']);
  expect(await verdict()).toMatchObject({
    verdict: 'no_go',
    blockers: [{ headline: '1 of 2 scenarios passed', onlyUnder: 'approved' }, { standing: 'unapproved' }],
    waiting: { approved: { verdict: 'no_go' }, standing: { verdict: 'go' } },
  });
  const { id: decisionId } = await caller.decision.freeze({ migrationId });
  const { proposedAt } = await caller.decision.propose({ migrationId, decisionId, outcome: 'go', reason: 'Now.' });
  await expect(caller.decision.take({ migrationId, decisionId, proposedAt })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await approveWaiting(sponsor, migration);
  expect(await verdict()).toMatchObject({ verdict: 'go', waiting: null });
});

it('before anybody says anything of it a plan is still being made', async () => {
  const { migration } = await makeCleanMigration(1);
  const caller = as(migration.lead);
  const { document } = await caller.plan.get({ slug: migration.slug });
  for (const names of [['Links', 'Payouts'], ['Links']]) {
    const scenarios = names.map((name) => ({ name }));
    await caller.plan.replace({ migrationId: migration.id, document: { ...document, scenarios } as typeof document });
  }
  const changes = await caller.criterion.listChanges({ migrationId: migration.id });
  expect(changes.filter(({ part }) => part === 'scenarios')).toEqual([]);
  expect(await caller.approval.listWaiting({ slug: migration.slug })).toEqual([]);
});
