import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '#core/plan/document.ts';
import { DAY_MS } from '#core/time/units.ts';
import { db } from '../db.ts';
import { approveWaiting } from '../testing/approve-waiting.ts';
import { makeBad } from '../testing/bad-migration.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { makeMember } from '../testing/factory.ts';

describe('what waits', () => {
  it('takes effect item by item, when a second person approves exactly that', async () => {
    const made = await makeBad();
    await made.fail();
    const { caller, migration, migrationId, slug, now, verdict } = made;
    await made.edit(({ criteria }) => ({
      criteria: criteria.filter(({ key }) => key !== 'field-match-rate'),
      phases: [],
    }));
    const finance = as(await makeMember(migrationId, 'finance'), now);
    await approveWaiting(finance, migration, ['criterion field-match-rate']);
    const after = await verdict();
    expect(after.waiting?.changes.map(({ title }) => title)).toEqual(['phase Shadow', 'phase Ramp']);
    expect(after.blockers.some(({ headline }) => headline.startsWith('Field match rate'))).toBe(false);
    expect(await finance.criterion.listChanges({ migrationId })).toContainEqual(
      expect.objectContaining({ state: 'approved', independence: expect.stringContaining('Member finance') }),
    );
    expect(await caller.approval.listWaiting({ slug })).toHaveLength(2);
  });

  it('stands among the criteria, with who can approve it and what its gate says by either name', async () => {
    const made = await makeBad();
    const { caller, migrationId, slug, now, verdict } = made;
    await makeMember(migrationId, 'bi');
    await made.edit(({ criteria, phases }) => ({
      criteria: criteria.filter(({ key }) => key !== 'field-match-rate'),
      phases: phases.map((phase) => (phase.name === 'Ramp' ? { ...phase, name: 'Raise' } : phase)),
    }));
    expect((await verdict()).criteria.filter(({ onlyUnder }) => onlyUnder)).toMatchObject([
      { metric: 'field_match_rate', onlyUnder: 'approved', trend: [] },
    ]);
    expect((await caller.approval.listWaiting({ slug })).map(({ approvers }) => approvers)).toEqual(
      Array(3).fill(['Member bi']),
    );
    const engineer = as(await makeMember(migrationId, 'engineer'), now);
    const gate = async (phase: string) => (await engineer.gate.check({ slug, phase })).data;
    expect(await gate('Ramp')).toMatchObject({ phase: 'Ramp', pass: false, verdict: 'no_go' });
    expect(await gate('Raise')).toMatchObject({ phase: 'Raise', pass: false, verdict: 'no_go' });
    await expect(gate('Nowhere')).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
  });

  it('is taken back by a call, and then nothing waits', async () => {
    const made = await makeBad();
    const { caller, migrationId, slug, verdict, current } = made;
    const before = await current();
    await made.edit(({ phases, criteria }) => ({
      phases: phases.toReversed(),
      criteria: criteria.slice(1),
      scenarios: [],
      calendar: [],
    }));
    const ids = (await caller.approval.listWaiting({ slug })).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    await caller.approval.takeBackPlanChanges({ migrationId, ids });
    expect(await verdict()).toMatchObject({ verdict: 'go', waiting: null });
    const after = await current();
    expect(after.phases).toEqual(before.phases);
    expect(after.criteria.map(({ key }) => key).sort()).toEqual(before.criteria.map(({ key }) => key).sort());
    expect(await db.approvedPlan.count({ where: { migrationId } })).toBe(0);
    await expect(caller.approval.takeBackPlanChanges({ migrationId, ids })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('lets what asks more through at once, and holds it against both plans', async () => {
    const made = await makeBad();
    const { verdict } = made;
    await made.edit(({ criteria }) => ({ criteria: criteria.filter(({ key }) => key !== 'response-time-at-peak') }));
    await made.edit(({ criteria }) => ({
      criteria: [
        ...criteria,
        {
          ...(criteria[0] as PlanDocument['criteria'][number]),
          key: 'drift',
          metric: 'schema_drift',
          comparator: 'lte',
          threshold: '0',
        },
      ],
    }));
    const { waiting, blockers } = await verdict();
    expect(waiting).toMatchObject({
      approved: { verdict: 'no_go' },
      standing: { verdict: 'no_go' },
      changes: [{ name: 'response-time-at-peak' }],
    });
    expect(blockers.filter(({ onlyUnder }) => onlyUnder)).toEqual([]);
  });

  it('is counted by everybody who had a part in it since', async () => {
    const made = await makeBad();
    const { migration, migrationId, now, slug } = made;
    const other = as(await makeMember(migrationId, 'lead'), now);
    const set = async (by: typeof other, threshold: string) => {
      const criteria = await by.criterion.list({ migrationId });
      const criterionId = criteria.find(({ metric }) => metric === 'field_match_rate')?.id ?? '';
      await by.criterion.update({ migrationId, criterionId, threshold });
    };
    await set(made.caller, '0.9');
    await set(other, '0.95');
    expect(await other.approval.listWaiting({ slug })).toMatchObject([
      { by: 'Lea, Member lead', after: 'Needs: > 95 %' },
    ]);
    for (const maker of [made.caller, other])
      await expect(approveWaiting(maker, migration)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const engineer = as(await makeMember(migrationId, 'engineer'), now);
    expect((await engineer.approval.listWaiting({ slug }))[0]?.refusal).toBe(
      'Your role in this migration approves nothing.',
    );
    const bi = as(await makeMember(migrationId, 'bi'), now);
    expect((await bi.approval.listWaiting({ slug }))[0]?.refusal).toBeNull();
    await approveWaiting(bi, migration);
  });

  it('goes one after the other: of two approvals and a change at once each sees what is there', async () => {
    const made = await makeBad();
    const { migration, migrationId, now, slug, caller } = made;
    await made.edit(({ phases }) => ({ phases: phases.toReversed() }));
    const finance = as(await makeMember(migrationId, 'finance'), now);
    const ids = (await finance.approval.listWaiting({ slug })).map(({ id }) => id);
    const all = await Promise.allSettled([
      finance.approval.approvePlanChanges({ migrationId, ids }),
      finance.approval.approvePlanChanges({ migrationId, ids }),
      caller.approval.takeBackPlanChanges({ migrationId, ids }),
    ]);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await caller.verdict.get({ slug: migration.slug })).waiting).toBeNull();
  });

  it('is approved with its window where that is approved', async () => {
    const window = {
      name: 'Move',
      kind: 'maintenance' as const,
      from: '2026-03-20T00:00:00Z',
      to: '2026-03-20T06:00:00Z',
      reason: '',
    };
    const made = await makeBad(() => ({ calendar: [window] }));
    const { migrationId, now, verdict } = made;
    const finance = as(await makeMember(migrationId, 'finance'), now);
    await finance.plan.approveWindow({ migrationId, name: 'Move' });
    const later = { ...window, to: '2026-03-20T09:00:00Z' };
    await made.edit(() => ({ calendar: [later] }));
    expect((await verdict()).waiting?.changes).toMatchObject([{ title: 'window Move' }]);
    await expect(made.caller.plan.approveWindow({ migrationId, name: 'Move' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await finance.plan.approveWindow({ migrationId, name: 'Move' });
    expect((await verdict()).waiting).toBeNull();
    // One that nobody approved leaves nothing out, and is anybody's to change.
    await made.edit(() => ({ calendar: [later, { ...window, name: 'Other' }] }));
    await made.edit(() => ({ calendar: [later] }));
    expect((await verdict()).waiting).toBeNull();
  });
});

describe('evidence while a change of its dataset waits', () => {
  it('is asked for as it was approved, and judged as strictly as the stricter of both plans', async () => {
    const made = await makeBad();
    const { caller, migrationId, migration, checkIds, key, now, slug } = made;
    await made.edit(({ datasets }) => ({
      datasets: datasets.map((one) =>
        one.name === 'payouts'
          ? {
              ...one,
              targetRef: 'elsewhere',
              criticality: 'normal',
              mayBeEmpty: true,
              columns: [],
              checks: one.checks
                .filter(({ kind }) => kind !== 'performance')
                .map((check) => ({ ...check, schedule: { everyMs: 9 * DAY_MS, graceMs: 0 } })),
            }
          : one,
      ),
    }));
    const config = await as(key.actor, now).control.config({});
    const payouts = config.datasets.find(({ name }) => name === 'payouts');
    expect(payouts).toMatchObject({
      targetRef: 'payouts',
      criticality: 'critical',
      mayBeEmpty: false,
      columns: [{ name: 'amount' }],
    });
    const checks = config.checks.filter(({ datasetId }) => datasetId === payouts?.id);
    expect(checks.map(({ kind }) => kind).sort()).toEqual(['field_level', 'performance', 'record_count']);
    expect(checks[0]?.schedule).toEqual({ everyMs: DAY_MS, graceMs: 0 });
    await made.cleanDay(now());
    const [latest] = await db.checkLatest.findMany({
      where: { migrationId, checkId: checkIds['payouts/record_count'] ?? '' },
      select: { dueAt: true },
    });
    expect(latest?.dueAt.getTime()).toBeLessThanOrEqual(now().getTime() + 2 * DAY_MS);
    // What is switched off is done until that is approved: nothing of it goes missing meanwhile.
    expect((await caller.verdict.get({ slug })).waiting?.approved.verdict).toBe('go');
    await approveWaiting(as(await makeMember(migrationId, 'finance'), now), migration);
    const then = await as(key.actor, now).control.config({});
    expect(then.datasets.find(({ name }) => name === 'payouts')).toMatchObject({ targetRef: 'elsewhere', columns: [] });
  });
});

it('before the start a plan is still being made, and nothing waits', async () => {
  const { migration } = await makeCleanMigration(1);
  const caller = as(migration.lead);
  const { document } = await caller.plan.get({ slug: migration.slug });
  await caller.plan.replace({ migrationId: migration.id, document: { ...document, criteria: [], datasets: [] } });
  expect((await caller.verdict.get({ slug: migration.slug })).waiting).toBeNull();
  expect(await caller.approval.listWaiting({ slug: migration.slug })).toEqual([]);
});

it('a plan is written in one way: a verb that wrote it in another is refused by the database', async () => {
  const { migration } = await makeCleanMigration(1);
  const { inTransaction } = await import('../transaction.ts');
  const { enterScope, NO_MIGRATION } = await import('../scope.ts');
  const where = { migrationId: migration.id };
  for (const [name, work] of Object.entries({
    criterion: (tx: typeof db) => tx.criterion.deleteMany({ where }),
    check: (tx: typeof db) => tx.check.updateMany({ where, data: { enabled: false } }),
    dataset: (tx: typeof db) => tx.dataset.updateMany({ where, data: { criticality: 'normal' } }),
    zone: (tx: typeof db) => tx.migration.updateMany({ where: { id: migration.id }, data: { timeZone: 'UTC' } }),
  })) {
    const written = inTransaction(db, 'write', async (tx) => {
      await enterScope(tx, { ...NO_MIGRATION, migrations: [migration.id] });
      await work(tx as typeof db);
    });
    await expect(written, name).rejects.toThrow('changePlan alone');
  }
});

it('a forecast is of the plan that counts: what waits brings no exit nearer', async () => {
  const made = await makeBad(({ criteria }) => ({
    criteria: criteria.map((one) => (one.metric === 'critical_free_streak' ? { ...one, threshold: '30' } : one)),
  }));
  const dates = async () => await made.caller.forecast.dates({ slug: made.slug });
  const before = await dates();
  await made.edit(({ criteria }) => ({ criteria: criteria.filter(({ metric }) => metric !== 'critical_free_streak') }));
  expect((await made.verdict()).waiting).toMatchObject({ approved: { verdict: 'no_go' }, standing: { verdict: 'go' } });
  expect(await dates()).toEqual(before);
});
