import type { Kind } from '../check/kind.ts';
import { kindOf } from '../check/kinds.ts';
import { countText } from '../format/count.ts';
import { runKindOf } from './run-kinds.ts';
import type { Run } from './schema.ts';
import type { ColumnsOfPlan } from './uncompared-columns.ts';

/**
 * In what a run speaks for less than it is taken for, a few words each: it proves no match and no group gone, whatever it found. Its
 * size is another matter, which other evidence shows. `scenarios`: those of the plan.
 */
export function findShortfalls(
  run: Run,
  plan: ColumnsOfPlan,
  sampleRows: number | null,
  scenarios: readonly string[] = [],
): string[] {
  if (run.failure) return [];
  const sampled = sampleRows === null ? sampledText(kindOf(run.kind), run.coverage) : null;
  const unknown = populationText(run);
  return [
    ...[sampled, unknown].filter((text) => text !== null),
    ...runKindOf(run).findShortfalls(run, plan, scenarios),
  ];
}

/** A sample that does not state how many rows it was drawn from is explained by no count, and has no bound. */
function populationText({ kind, coverage: { method, population, compared } }: Run): string | null {
  if (method === 'full' || population !== null || kindOf(kind).size !== 'scan') return null;
  return `a sample of ${countText(compared)} that does not say from how many rows it was drawn: send all legacy rows that there are as population`;
}

/** What an agent did that drew rows where the plan asks for all of them; null where it did not. */
export function sampledText(
  { canSeeAll }: Kind,
  { method, compared }: Pick<Run['coverage'], 'method' | 'compared'>,
): string | null {
  if (method === 'full' || !canSeeAll) return null;
  return `the plan asks for every row, the newest run is a sample of ${countText(compared)}`;
}
