import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { db } from '../db.ts';
import { approveWaiting } from '../testing/approve-waiting.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeKey, makeMember } from '../testing/factory.ts';
import { fieldRun } from '../testing/runs.ts';

/** Three clean days behind it, so that everything is met; the lead at noon of the fourth. */
async function makeGo() {
  const made = await makeCleanMigration(3);
  for (const day of [0, 1, 2, 3]) await made.cleanDay(made.noon(day));
  const { id: migrationId, lead } = made.migration;
  const now = at(new Date(made.noon(3).getTime() + HOUR_MS));
  const caller = as(lead, now);
  const criteria = await caller.criterion.list({ migrationId });
  const idOf = (metric: string) => criteria.find((one) => one.metric === metric)?.id ?? '';
  const changes = async () => await caller.criterion.listChanges({ migrationId });
  const verdict = async () => await made.verdictAt(now());
  return { ...made, migrationId, now, caller, idOf, changes, verdict };
}

describe('loosening a criterion after the start', () => {
  it('takes effect when a second person has approved it, and leaves at best a conditional go until then', async () => {
    const { migrationId, migration, now, caller, idOf, changes, verdict } = await makeGo();
    expect(await verdict()).toMatchObject({ verdict: 'go', waiting: null });
    const criterionId = idOf('field_match_rate');
    await caller.criterion.update({ migrationId, criterionId, threshold: '0.99', reason: 'Rounding is known.' });
    expect(await verdict()).toMatchObject({
      verdict: 'conditional_go',
      blockers: [{ standing: 'unapproved', detail: 'criterion field-match-rate by Lea' }],
      waiting: {
        approved: { verdict: 'go' },
        standing: { verdict: 'go' },
        changes: [{ part: 'criteria', name: 'field-match-rate', by: 'Lea', at: now().toISOString() }],
      },
    });
    const [change] = await changes();
    expect(change).toMatchObject({
      direction: 'loosens',
      state: 'waits',
      reason: 'Rounding is known.',
      aspects: [{ name: 'Needs', before: '> 99.9 %', after: '> 99 %', direction: 'loosens' }],
    });
    const [waiting] = await caller.approval.listWaiting({ slug: migration.slug });
    const refusal = 'Another person than the one who changed it has to approve it.';
    expect(waiting).toMatchObject({ before: 'Needs: > 99.9 %', after: 'Needs: > 99 %', by: 'Lea', refusal });
    const approve = { migrationId, ids: [waiting?.id ?? ''] };
    await expect(caller.approval.approvePlanChanges(approve)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: refusal,
    });
    const engineer = await makeMember(migrationId, 'engineer');
    await expect(as(engineer, now).approval.approvePlanChanges(approve)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const sponsor = await makeMember(migrationId, 'stakeholder');
    await as(sponsor, now).approval.approvePlanChanges(approve);
    const { criteria } = await as(sponsor, now).criterion.overview({ migrationId });
    expect(criteria).toHaveLength(4);
    expect(criteria.find(({ id }) => id === criterionId)).toMatchObject({ unapproved: false, scope: 'all datasets' });
    expect((await changes())[0]).toMatchObject({ state: 'approved', approvedBy: 'Member stakeholder' });
    expect(await verdict()).toMatchObject({ verdict: 'go', waiting: null });
    // It is not there to be approved again.
    await expect(as(sponsor, now).approval.approvePlanChanges(approve)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await db.auditEntry.count({ where: { migrationId, action: 'plan.changesApproved' } })).toBe(1);
    expect(migration.lead.id).not.toBe(sponsor.id);
  });

  it('shows the change from each entry point: one by one, in a whole plan, by a key, by taking it away', async () => {
    const { migration, migrationId, now, caller, idOf, changes, verdict } = await makeGo();
    const key = await makeKey(migration, { scopes: ['plan'], now });
    const { document } = await caller.plan.get({ slug: migration.slug });
    const loosened = document.criteria
      .filter(({ metric }) => metric !== 'response_time_at_peak')
      .map((one) => (one.metric === 'record_count_variance' ? { ...one, blocking: false } : one));
    await as(key.actor, now).plan.replace({ document: { ...document, criteria: loosened } });
    await caller.criterion.remove({ migrationId, criterionId: idOf('field_match_rate') });
    expect((await changes()).slice(0, 3)).toMatchObject([
      { name: 'Field match rate', by: 'Lea', state: 'waits', aspects: [{ after: null, direction: 'loosens' }] },
      { name: 'Response time at peak', by: 'agent', state: 'waits', aspects: [{ after: null, direction: 'loosens' }] },
      {
        name: 'Record-count variance',
        by: 'agent',
        state: 'waits',
        aspects: [{ before: 'blocking', after: 'advisory' }],
      },
    ]);
    const flagged = await verdict();
    expect(flagged.verdict).toBe('conditional_go');
    expect(flagged.blockers[0]?.headline).toBe('3 changes of the plan wait for a second person');
    // Who made the key does not approve what the key did.
    for (const { id } of await caller.approval.listWaiting({ slug: migration.slug })) {
      await expect(caller.approval.approvePlanChanges({ migrationId, ids: [id] })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });

  it('is over when it is taken back, and approving one state says nothing of the next', async () => {
    const { migration, migrationId, now, caller, idOf, changes, verdict } = await makeGo();
    const { slug } = migration;
    const criterionId = idOf('field_match_rate');
    const set = async (threshold: string) => await caller.criterion.update({ migrationId, criterionId, threshold });
    await set('0.99');
    await set('0.999');
    expect(await verdict()).toMatchObject({ verdict: 'go', waiting: null });
    expect((await changes()).map(({ direction, state }) => [direction, state]).slice(0, 2)).toEqual([
      ['tightens', 'effective'],
      ['loosens', 'settled'],
    ]);
    await set('0.99');
    const finance = as(await makeMember(migrationId, 'finance'), now);
    const seen = await finance.approval.listWaiting({ slug });
    await set('0.9');
    // What was looked at is no longer what waits.
    const ids = seen.map(({ id }) => id);
    await expect(finance.approval.approvePlanChanges({ migrationId, ids })).rejects.toMatchObject({ code: 'CONFLICT' });
    await approveWaiting(finance, migration);
    expect(await verdict()).toMatchObject({ verdict: 'go', waiting: null });
    expect((await changes()).map(({ state }) => state).slice(0, 2)).toEqual(['approved', 'approved']);
    await set('0.8');
    expect(await finance.approval.listWaiting({ slug })).toMatchObject([{ before: 'Needs: > 90 %' }]);
  });
});

it('before the first evidence nothing is flagged, and what loosens is kept all the same', async () => {
  const { migration, noon, cleanDay, verdictAt } = await makeCleanMigration(1);
  const changes = await as(migration.lead).criterion.listChanges({ migrationId: migration.id });
  expect(changes).toMatchObject([
    { direction: 'loosens', state: 'free', aspects: [{ before: '≥ 30 days', after: '≥ 1 day' }] },
  ]);
  await cleanDay(noon(0));
  await cleanDay(noon(1));
  expect(await verdictAt(noon(1))).toMatchObject({ verdict: 'go', waiting: null });
});

describe('a criterion by itself', () => {
  it('is made, changed field by field and taken away, each a version of the plan', async () => {
    const { migrationId, caller, changes } = await makeGo();
    const { document } = await caller.plan.get({ slug: await slugOf(migrationId) });
    expect(document.criteria).toHaveLength(4);
    const made = await caller.criterion.create({
      migrationId,
      key: 'rows',
      metric: 'row_match_rate',
      comparator: 'gte',
      threshold: '1',
      windowDays: 3,
      options: { weighting: 'rows' },
    });
    await expect(
      caller.criterion.create({ migrationId, key: 'rows', metric: 'coverage', comparator: 'gte', threshold: '1' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    const find = async () => (await caller.criterion.list({ migrationId })).find(({ id }) => id === made.id);
    await caller.criterion.update({ migrationId, criterionId: made.id, ownerTeam: 'BI' });
    expect(await find()).toMatchObject({ ownerTeam: 'BI', windowDays: 3, options: { weighting: 'rows' } });
    const last = await caller.criterion.update({ migrationId, criterionId: made.id, windowDays: null, options: null });
    expect(await find()).not.toHaveProperty('windowDays');
    expect(last.planVersion).toBe(made.planVersion + 2);
    const wrong = { migrationId, criterionId: made.id, gates: ['Nowhere'] };
    await expect(caller.criterion.update(wrong)).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
    await caller.criterion.remove({ migrationId, criterionId: made.id });
    expect(await find()).toBeUndefined();
    expect((await changes()).slice(0, 4).map(({ direction }) => direction)).toEqual([
      'loosens',
      'loosens',
      'changes',
      'added',
    ]);
  });
});

it('refuses what no evidence can be held to, by itself and in a whole plan, and says what to do', async () => {
  const { migrationId, caller, idOf } = await makeGo();
  const slug = await slugOf(migrationId);
  const worse = { metric: 'row_match_rate', comparator: 'lte', threshold: '0.99' } as const;
  const problem = { pointer: '/comparator', message: 'must be "gt" or "gte": of row match rate, more is better' };
  const refusal = (pointer: string, message: string) => ({ cause: { problems: [{ pointer, message }] } });
  await expect(caller.criterion.create({ migrationId, key: 'rows', ...worse })).rejects.toMatchObject({
    code: 'UNPROCESSABLE_CONTENT',
    ...refusal(problem.pointer, problem.message),
  });
  const criterionId = idOf('field_match_rate');
  const update = (more: object) => caller.criterion.update({ migrationId, criterionId, ...more });
  await expect(update({ threshold: null })).rejects.toMatchObject(
    refusal('/threshold', 'must be a number for this metric'),
  );
  await expect(update({ threshold: '99.9' })).rejects.toMatchObject(
    refusal('/threshold', 'must be from 0 to 1, which is 0 to 100 %: 99.9 % is 0.999'),
  );
  const { document } = await caller.plan.get({ slug });
  const criteria = [...document.criteria, { ...criterionOf('rows'), ...worse }];
  await expect(caller.plan.replace({ migrationId, document: { ...document, criteria } })).rejects.toMatchObject(
    refusal('/criteria/4/comparator', problem.message),
  );
  expect((await caller.plan.get({ slug })).document).toEqual(document);
});

const criterionOf = (key: string) => ({ key, scope: { kind: 'all' as const }, blocking: true, ownerTeam: null });
const slugOf = async (id: string) => (await db.migration.findUniqueOrThrow({ where: { id } })).slug;

it('back-tests a definition on stored evidence, and saves nothing', async () => {
  const { migrationId, noon, cleanDay, submit, checkIds, migration, idOf, now } = await makeGo();
  const evening = new Date(noon(3).getTime() + 6 * HOUR_MS);
  const checkId = checkIds['payouts/field_level'] ?? '';
  // 2 of 100 rows differ from the evening of day 3 until noon of day 5.
  await submit(fieldRun({ checkId, at: evening }, { amount: 2 }), evening);
  await cleanDay(noon(4), ['payouts/field_level']);
  await submit(fieldRun({ checkId, at: noon(4) }, { amount: 2 }), noon(4));
  await cleanDay(noon(5));
  const later = at(new Date(noon(6).getTime() - 2 * HOUR_MS));
  const ask = as(await makeMember(migrationId, 'stakeholder'), later).criterion.backTest;
  const criterionId = idOf('field_match_rate');
  const definition = { metric: 'field_match_rate', comparator: 'gt', threshold: '0.97' } as const;
  const said = await ask({ migrationId, criterionId, definition });
  expect(said).toMatchObject({
    direction: 'loosens',
    needsApproval: true,
    aspects: [{ name: 'Needs', before: '> 99.9 %', after: '> 97 %' }],
    before: { text: 'Would have been met on 4 of the last 6 days.', unknown: 0 },
    after: { text: 'Would have been met on 6 of the last 6 days.' },
  });
  expect(said.before?.days.map(({ outcome }) => outcome)).toEqual(['met', 'met', 'met', 'not_met', 'not_met', 'met']);
  const shorter = { metric: 'critical_free_streak', comparator: 'gte', threshold: '2' } as const;
  const streak = await ask({ migrationId, criterionId: idOf('critical_free_streak'), definition: shorter });
  expect(streak.after.days.map(({ outcome }) => outcome)).toEqual([
    'not_met',
    'met',
    'met',
    'not_met',
    'not_met',
    'not_met',
  ]);
  expect(await ask({ migrationId, definition: shorter })).toMatchObject({ direction: 'added', before: null });
  expect(await as(migration.lead, now).criterion.list({ migrationId })).toHaveLength(4);
  const other = await makeCleanMigration(1);
  await expect(
    as(other.migration.lead).criterion.backTest({ migrationId: other.migration.id, criterionId, definition }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
