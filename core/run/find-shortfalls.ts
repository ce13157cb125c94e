import type { Kind } from '../check/kind.ts';
import { kindOf } from '../check/kinds.ts';
import { counted, countText, listed } from '../format/count.ts';
import { plainName } from '../plain-name.ts';
import type { Run } from './schema.ts';
import { type ColumnsOfPlan, comparesNothing, uncomparedColumns } from './uncompared-columns.ts';

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
  return [...[sampled, unknown].filter((text) => text !== null), ...shortfallsOfKind(run, plan, scenarios)];
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

function shortfallsOfKind(run: Run, plan: ColumnsOfPlan, scenarios: readonly string[]): string[] {
  switch (run.kind) {
    case 'field_level':
    case 'noise_floor': {
      if (comparesNothing(run, plan)) return ['no column was compared'];
      return columnsText(uncomparedColumns(run, plan).map(({ text }) => text));
    }
    case 'checksum': {
      const empty = run.checksums.filter(({ legacy, target }) => legacy === null && target === null).length;
      return empty > 0 ? [`${counted(empty, 'segment')} without a checksum on either side`] : [];
    }
    case 'schema': {
      const known = plan.columns.filter(({ ignore }) => !ignore).length;
      return run.columnsCompared < known
        ? [`${countText(run.columnsCompared)} of ${counted(known, 'column')} compared`]
        : [];
    }
    case 'record_count':
    case 'aggregate':
    case 'event_order':
    case 'replication_lag':
    case 'performance':
      return [];
    case 'scenario': {
      const ofPlan = new Set(scenarios.map(plainName));
      const ran = run.scenarios.some(({ name, result }) => result !== 'skipped' && ofPlan.has(plainName(name)));
      return ofPlan.size > 0 && !ran ? ['no scenario of the plan was run'] : [];
    }
  }
}

/** "never compared: note and amount (1 of 100 pairs)" */
export function columnsText(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`never compared: ${listed(names, 5)}`];
}
