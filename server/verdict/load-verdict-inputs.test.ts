import { expect, it } from 'vitest';
import { approvedCriteria } from '#core/plan/approved-plan.ts';
import { evidenceUnder } from '#core/plan/evidence-under.ts';
import { db } from '../db.ts';
import { loadDocument } from '../document/load-document.ts';
import { loadPlanIds } from '../document/plan-ids.ts';
import { enterScope, NO_MIGRATION } from '../scope.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeMember } from '../testing/factory.ts';
import { inTransaction } from '../transaction.ts';
import { loadVerdictInputs } from './load-verdict-inputs.ts';

it('finds under a plan what it finds without one: every field of the evidence is said by the plan', async () => {
  const made = await makeCleanMigration(2, ['payouts', 'clicks']);
  const { migration, noon } = made;
  const now = noon(2);
  const lead = as(migration.lead, at(noon(0)));
  const { document } = await lead.plan.get({ slug: migration.slug });
  const iso = (day: number) => noon(day).toISOString();
  await lead.plan.replace({
    migrationId: migration.id,
    document: {
      ...document,
      datasets: document.datasets.map((dataset, i) => ({
        ...dataset,
        moneyColumn: i === 0 ? 'amount' : null,
        lagMs: 9_000,
        wave: i,
        checks: dataset.checks.map((check) => ({
          ...check,
          tolerances: { ...check.tolerances, lagLimitMs: 5, lagMs: 1 },
        })),
      })),
      scenarios: [{ name: 'Links', validDays: 3 }],
      inventory: [{ name: 'Feed', kind: 'report', critical: true }],
      cohorts: [{ name: 'Pilot', members: [{ name: 'ACME', priority: 1 }] }],
      attestations: [{ name: 'Books', statement: 'They add up.' }],
      calendar: [
        { name: 'Move', kind: 'maintenance', from: iso(3), to: iso(4) },
        { name: 'End', kind: 'month_end', from: iso(0), to: iso(1) },
        { name: 'Freeze', kind: 'freeze', from: iso(5), to: iso(6) },
      ],
    } as typeof document,
  });
  const finance = as(await makeMember(migration.id, 'finance'), at(noon(0)));
  await finance.plan.approveWindow({ migrationId: migration.id, name: 'Move' });
  for (const day of [0, 1, 2]) await made.cleanDay(noon(day));
  await inTransaction(db, 'read', async (tx) => {
    await enterScope(tx, { ...NO_MIGRATION, migrations: [migration.id] });
    const { evidence, criteria, unapproved } = await loadVerdictInputs(tx, migration.id, now);
    expect(unapproved).toBeNull();
    expect(evidence.maintenance).toHaveLength(1);
    const plan = { document: await loadDocument(tx, migration.id), ...(await loadPlanIds(tx, migration.id)) };
    const inOrder = <T extends { id: string }>(items: readonly T[]) => items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const under = evidenceUnder(plan, evidence, [], now);
    expect({ ...under, datasets: inOrder(under.datasets), checks: inOrder(under.checks) }).toEqual({
      ...evidence,
      datasets: inOrder(evidence.datasets),
      checks: inOrder(evidence.checks),
    });
    expect(approvedCriteria(plan)).toEqual(criteria);
  });
});
