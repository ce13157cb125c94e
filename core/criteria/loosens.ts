import { isAtLeast } from '../discrepancy/severity.ts';
import { Exact } from '../exact.ts';
import { isSame } from '../plan/diff-plan.ts';
import { MAX_GAP_DAYS } from '../streak/streak.ts';
import { asksForTheWorse } from './find-criterion-problems.ts';
import { metricOf } from './registry.ts';
import { type CriterionDefinition, type CriterionMetric, futureMetrics } from './schema.ts';

/** What a change does to how hard a criterion is to meet. `changes`: nothing, such as another owner. */
export type Direction = 'loosens' | 'tightens' | 'changes';
export type ChangeDirection = Direction | 'added' | 'removed';

export type ChangedField =
  | 'metric'
  | 'threshold'
  | 'scope'
  | 'blocking'
  | 'gates'
  | 'windowDays'
  | 'ownerTeam'
  | keyof NonNullable<CriterionDefinition['options']>;

/** One thing in which two definitions differ. */
export type Aspect = { field: ChangedField; direction: Direction };

/**
 * Whether a change can make a criterion say "met" where it did not. Whatever cannot be compared, such as another metric or a rate by
 * money instead of rows, counts as loosening: somebody else has to look at it. Null on both sides of a creation or a removal.
 */
export function directionOf(
  before: CriterionDefinition | null,
  after: CriterionDefinition | null,
): ChangeDirection | null {
  if (before === null) return after === null ? null : 'added';
  if (after === null) return isJudged(before) ? 'loosens' : 'removed';
  const directions = aspectsOf(before, after).map(({ direction }) => direction);
  // Of what asks for the worse, harder and easier are the other way round.
  const isUpsideDown = directions.length > 0 && (asksForTheWorse(before) || asksForTheWorse(after));
  return isUpsideDown ? 'loosens' : overall(directions);
}

/** What several changes do together: where one loosens and another tightens, they loosen. Null: there is none. */
export function overall(directions: readonly Direction[]): Direction | null {
  if (directions.includes('loosens')) return 'loosens';
  if (directions.includes('tightens')) return 'tightens';
  return directions.length > 0 ? 'changes' : null;
}

/** Everything in which two definitions differ, in the order in which it is told. */
export function aspectsOf(before: CriterionDefinition, after: CriterionDefinition): Aspect[] {
  const other = before.metric !== after.metric;
  const [old, fresh] = [before.options ?? {}, after.options ?? {}];
  return [
    aspect('metric', before.metric, after.metric, 'loosens'),
    aspect(
      'threshold',
      [before.comparator, before.threshold],
      [after.comparator, after.threshold],
      other ? 'changes' : thresholdDirection(before, after),
    ),
    aspect('scope', before.scope, after.scope, scopeDirection(before, after)),
    aspect('blocking', before.blocking, after.blocking, after.blocking ? 'tightens' : 'loosens'),
    aspect('gates', setOf(before.gates), setOf(after.gates), gatesDirection(before.gates, after.gates)),
    aspect('windowDays', windowOf(before), windowOf(after), windowDirection(before, after)),
    aspect('weighting', old.weighting ?? 'rows', fresh.weighting ?? 'rows', 'loosens'),
    aspect('basis', old.basis ?? 'raw', fresh.basis ?? 'raw', fresh.basis === 'adjudicated' ? 'loosens' : 'tightens'),
    aspect(
      'severity',
      old.severity ?? 'minor',
      fresh.severity ?? 'minor',
      isAtLeast(fresh.severity ?? 'minor', old.severity ?? 'minor') ? 'loosens' : 'tightens',
    ),
    aspect('item', old.item ?? null, fresh.item ?? null, fresh.item === undefined ? wider(after) : 'loosens'),
    aspect(
      'criticalOnly',
      old.criticalOnly ?? false,
      fresh.criticalOnly ?? false,
      fresh.criticalOnly ? 'loosens' : wider(after),
    ),
    aspect(
      'voidGraceDays',
      old.voidGraceDays ?? 1,
      fresh.voidGraceDays ?? 1,
      (fresh.voidGraceDays ?? 1) > (old.voidGraceDays ?? 1) ? 'loosens' : 'tightens',
    ),
    aspect(
      'maxGapDays',
      old.maxGapDays ?? MAX_GAP_DAYS,
      fresh.maxGapDays ?? MAX_GAP_DAYS,
      (fresh.maxGapDays ?? MAX_GAP_DAYS) > (old.maxGapDays ?? MAX_GAP_DAYS) ? 'loosens' : 'tightens',
    ),
    aspect('ownerTeam', before.ownerTeam, after.ownerTeam, 'changes'),
  ].flatMap((found) => found ?? []);
}

function aspect(field: ChangedField, before: unknown, after: unknown, direction: Direction): Aspect | null {
  return isSame(before, after) ? null : { field, direction };
}

/** A metric of a part that does not exist yet blocks nothing, and nothing is lost with it. */
function isJudged({ metric }: CriterionDefinition): boolean {
  return !futureMetrics.some((future) => future === metric);
}

/** More things of which a share is asked can raise it, unless all of them are asked. */
const shares: ReadonlySet<string> = new Set<CriterionMetric>([
  'scenario_pass_rate',
  'cohort_validated',
  'inventory_documented',
  'attestation',
]);

function wider({ metric, comparator, threshold }: CriterionDefinition): Direction {
  if (!shares.has(metric)) return 'tightens';
  return comparator === 'gte' && threshold !== null && new Exact(threshold).gte(1) ? 'tightens' : 'loosens';
}

function thresholdDirection(before: CriterionDefinition, after: CriterionDefinition): Direction {
  const more = metricOf(after.metric).better === 'more';
  // The SLA of a check against a number: which is easier cannot be told.
  if (before.threshold === null || after.threshold === null) return 'loosens';
  const moved = new Exact(after.threshold).cmp(before.threshold);
  if (moved !== 0) return moved > 0 === more ? 'tightens' : 'loosens';
  const strict = (comparator: string) => comparator === 'gt' || comparator === 'lt';
  if (strict(before.comparator) === strict(after.comparator)) return 'changes';
  return strict(after.comparator) ? 'tightens' : 'loosens';
}

function scopeDirection(before: CriterionDefinition, after: CriterionDefinition): Direction {
  return after.scope.kind === 'all' && before.scope.kind !== 'all' ? wider(after) : 'loosens';
}

const setOf = (gates: CriterionDefinition['gates']) => gates?.toSorted() ?? null;

/** Absent: at every gate. */
function gatesDirection(before: CriterionDefinition['gates'], after: CriterionDefinition['gates']): Direction {
  if (after === undefined) return 'tightens';
  if (before === undefined) return 'loosens';
  return before.every((gate) => after.includes(gate)) ? 'tightens' : 'loosens';
}

/** The window that holds where none is given. Metrics that are not here look at the newest evidence only. */
const windows: Partial<Record<CriterionDefinition['metric'], number>> = {
  field_match_rate: 2,
  row_match_rate: 2,
  discrepancy_rate: 2,
  error_rate: 1,
  failed_transaction_rate: 1,
  replication_lag: 1,
};

function windowOf({ metric, windowDays }: CriterionDefinition): number | null {
  const own = windows[metric];
  return own === undefined ? (windowDays ?? null) : (windowDays ?? own);
}

/** A longer window dilutes a rate and a shorter one forgets; only where the worst of it decides, longer is harder. */
function windowDirection(before: CriterionDefinition, after: CriterionDefinition): Direction {
  if (before.metric !== after.metric || windows[after.metric] === undefined) return 'changes';
  if (after.metric !== 'replication_lag') return 'loosens';
  return (windowOf(after) ?? 0) > (windowOf(before) ?? 0) ? 'tightens' : 'loosens';
}
