import type { Evidence } from '#core/evidence/rollup.ts';
import { maintenanceOf } from '#core/plan/facts.ts';
import { marksInForce } from '#core/plan/marks-in-force.ts';
import { planParts } from '#core/plan/parts.ts';
import type { Tx } from '../scope.ts';
import { loadMarksInForce } from './load-marks.ts';

/** Evidence of days is read about as far back. */
const CYCLES_MS = 60 * 86_400_000;
const asked = ['inventory', 'scenarios', 'cohorts', 'attestations', 'calendar'] as const;

/** The items of the plan that criteria look at. They were parsed when they were saved. */
export async function loadPlanFacts(
  tx: Tx,
  migrationId: string,
  now: Date,
): Promise<Pick<Evidence, 'plan' | 'maintenance' | 'windows'>> {
  const rows = await tx.planItem.findMany({
    where: { migrationId, part: { in: [...asked] } },
    orderBy: { ordinal: 'asc' },
    select: { part: true, body: true, changedAt: true },
  });
  const marks = marksInForce(rows.length === 0 ? [] : await loadMarksInForce(tx, migrationId));
  const of = (part: (typeof asked)[number]) => rows.filter((row) => row.part === part);
  const windows = of('calendar').map(({ body, changedAt }) => ({
    entry: planParts.calendar.schema.parse(body),
    enteredAt: changedAt.toISOString(),
  }));
  return {
    plan: {
      inventory: of('inventory').map(({ body }) => planParts.inventory.schema.parse(body)),
      scenarios: of('scenarios').map(({ body }) => planParts.scenarios.schema.parse(body)),
      cohorts: of('cohorts').map(({ body }) => planParts.cohorts.schema.parse(body)),
      attestations: of('attestations').map(({ body }) => planParts.attestations.schema.parse(body)),
      cycles: windows.flatMap(({ entry: { kind, name, from, to } }) =>
        kind === 'month_end' && Date.parse(to) > now.getTime() - CYCLES_MS ? [{ name, from, to }] : [],
      ),
      marks,
    },
    maintenance: maintenanceOf(windows, marks),
    windows,
  };
}
