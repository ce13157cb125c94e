import { metricOf } from '#core/criteria/registry.ts';
import type { CriterionDefinition } from '#core/criteria/schema.ts';
import { datasetsInScope } from '#core/criteria/scope.ts';
import { type EvidenceOverview, evidenceOverviewSchema } from '#core/evidence/schema.ts';
import { inOwnMigrationSchema } from '#core/schema-parts.ts';
import { mayTouchDataset } from '../actor.ts';
import { criterionColumns, presentCriterion } from '../document/present-criterion.ts';
import { query } from '../query.ts';
import { listOverviewRows, type OverviewRow } from './overview-rows.ts';
import { presentCheck } from './present.ts';

/** What was looked at: datasets and their checks with the newest result, and what the criteria need but nobody has set up. */
export const getOverview = query(
  {
    can: 'evidence.read',
    narrows: true,
    input: inOwnMigrationSchema,
    output: evidenceOverviewSchema,
  },
  async (tx, ctx) => {
    const { migrationId } = ctx;
    const rows = (await listOverviewRows(tx, migrationId)).filter(({ id }) => mayTouchDataset(ctx.actor, id));
    const criteria = await tx.criterion.findMany({ where: { migrationId }, select: criterionColumns });
    const missing = missingKindsOf(rows, criteria.map(presentCriterion));
    return {
      datasets: rows.map(({ mayBeEmpty: _, checks, ...dataset }) => ({
        ...dataset,
        checks: checks.map((check) => presentCheck(check, ctx.now())),
        missingKinds: missing.get(dataset.id) ?? [],
      })),
    };
  },
);

type Kinds = EvidenceOverview['datasets'][number]['missingKinds'];

/** Kinds of check that a criterion rests on in a dataset of its scope, where there is none that is enabled. */
function missingKindsOf(
  datasets: readonly OverviewRow[],
  criteria: readonly CriterionDefinition[],
): Map<string, Kinds> {
  const needed = new Map<string, Set<Kinds[number]>>();
  for (const { metric, scope } of criteria) {
    for (const { id } of datasetsInScope({ datasets }, scope)) {
      const kinds = needed.get(id) ?? new Set();
      for (const kind of metricOf(metric).requires) kinds.add(kind);
      needed.set(id, kinds);
    }
  }
  return new Map(
    datasets.map(({ id, checks }) => {
      const there = new Set(checks.map(({ kind }) => kind));
      return [id, [...(needed.get(id) ?? [])].filter((kind) => !there.has(kind))];
    }),
  );
}
