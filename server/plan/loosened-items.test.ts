import { expect, it } from 'vitest';
import { as } from '../testing/call.ts';
import { HOUR_MS, makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeMember } from '../testing/factory.ts';

/** A plan with a scenario that failed and one that passed, before or after its first evidence; the lead at noon of the second day. */
async function makePlan({ started }: { started: boolean }) {
  const made = await makeCleanMigration(1);
  if (started) for (const day of [0, 1]) await made.cleanDay(made.noon(day));
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
  const plan = { ...document, scenarios, criteria: [...document.criteria, rate] } as typeof document;
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
  return { migrationId, caller, sponsor, apply, verdict: () => made.verdictAt(now()) };
}

it('a test that failed is not got rid of without a second person', async () => {
  const { migrationId, caller, sponsor, apply, verdict } = await makePlan({ started: true });
  expect((await verdict()).verdict).toBe('no_go');
  await apply(['Links']);
  expect(await verdict()).toMatchObject({
    verdict: 'conditional_go',
    loosened: [{ subject: 'item', key: 'scenario Payouts' }],
    blockers: [{ standing: 'unapproved', headline: '1 item of the plan was loosened and nobody else approved it' }],
  });
  const [change] = await caller.criterion.listChanges({ migrationId });
  expect(change).toMatchObject({
    subject: 'item',
    name: 'scenario Payouts',
    approval: 'open',
    aspects: [{ name: 'In the plan', before: 'asked', after: 'not asked' }],
  });
  const approve = { migrationId, changeId: change?.id ?? '' };
  await expect(caller.criterion.approveChange(approve)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await sponsor.criterion.approveChange(approve);
  expect(await verdict()).toMatchObject({ verdict: 'go', loosened: [] });
});

it('asked again it waits for nobody, and has failed as before', async () => {
  const { migrationId, caller, apply, verdict } = await makePlan({ started: true });
  await apply(['Links']);
  await apply(['Links', 'Payouts']);
  expect(await verdict()).toMatchObject({ verdict: 'no_go', loosened: [] });
  const [change] = await caller.criterion.listChanges({ migrationId });
  expect(change).toMatchObject({ subject: 'item', approval: 'taken_back' });
});

it('before the first evidence a plan is still being made', async () => {
  const { migrationId, caller, apply } = await makePlan({ started: false });
  await apply(['Links']);
  const changes = await caller.criterion.listChanges({ migrationId });
  expect(changes.filter(({ subject }) => subject === 'item')).toEqual([]);
});
