import { judgedParts, planFactsOf } from '#core/evidence/plan-facts.ts';
import type { Evidence } from '#core/evidence/rollup.ts';
import { marksInForce } from '#core/mark/marks-in-force.ts';
import { planParts } from '#core/part/plan-parts.ts';
import { loadMarksInForce } from '../mark/load-marks.ts';
import type { Tx } from '../scope.ts';

/** The items of the plan that criteria look at. They were parsed when they were saved. */
export async function loadPlanFacts(
  tx: Tx,
  migrationId: string,
  now: Date,
): Promise<Pick<Evidence, 'plan' | 'maintenance' | 'windows'>> {
  const rows = await tx.planItem.findMany({
    where: { migrationId, part: { in: [...judgedParts] } },
    orderBy: { ordinal: 'asc' },
    select: { part: true, body: true, changedAt: true },
  });
  const marks = marksInForce(await loadMarksInForce(tx, migrationId));
  const of = (part: (typeof judgedParts)[number]) => rows.filter((row) => row.part === part);
  const windows = of('calendar').map(({ body, changedAt }) => ({
    entry: planParts.calendar.schema.parse(body),
    enteredAt: changedAt.toISOString(),
  }));
  return planFactsOf(
    {
      inventory: of('inventory').map(({ body }) => planParts.inventory.schema.parse(body)),
      scenarios: of('scenarios').map(({ body }) => planParts.scenarios.schema.parse(body)),
      cohorts: of('cohorts').map(({ body }) => planParts.cohorts.schema.parse(body)),
      attestations: of('attestations').map(({ body }) => planParts.attestations.schema.parse(body)),
    },
    windows,
    marks,
    now,
  );
}
