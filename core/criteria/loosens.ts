import { Exact } from '../exact.ts';
import { isSame } from '../plan/diff-plan.ts';
import { asksForTheWorse } from './find-criterion-problems.ts';
import { type Metric, planShareOf, windowDaysOf } from './metric.ts';
import { type OptionName, optionDirection, optionNames, optionOf } from './options.ts';
import { type Registry, registry } from './registry.ts';
import type { AnyDefinition, Requirement } from './schema.ts';

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
  | OptionName;

/** One thing in which two definitions differ. */
export type Aspect = { field: ChangedField; direction: Direction };

/**
 * Whether a change can make a criterion say "met" where it did not. Whatever cannot be compared, such as another metric or a rate by
 * money instead of rows, counts as loosening: somebody else has to look at it. Null on both sides of a creation or a removal.
 */
export function directionOf(
  before: AnyDefinition | null,
  after: AnyDefinition | null,
  known: Registry = registry,
): ChangeDirection | null {
  if (before === null) return after === null ? null : 'added';
  // A metric of a part that does not exist yet blocks nothing, and nothing is lost with it.
  if (after === null) return known.of(before.metric).waitsFor === null ? 'loosens' : 'removed';
  const directions = aspectsOf(before, after, known).map(({ direction }) => direction);
  // Of what asks for the worse, harder and easier are the other way round.
  const isUpsideDown = directions.length > 0 && (asksForTheWorse(before, known) || asksForTheWorse(after, known));
  return isUpsideDown ? 'loosens' : overall(directions);
}

/** What several changes do together: where one loosens and another tightens, they loosen. Null: there is none. */
export function overall(directions: readonly Direction[]): Direction | null {
  if (directions.includes('loosens')) return 'loosens';
  if (directions.includes('tightens')) return 'tightens';
  return directions.length > 0 ? 'changes' : null;
}

/** Everything in which two definitions differ, in the order in which it is told. */
export function aspectsOf(before: AnyDefinition, after: AnyDefinition, known: Registry = registry): Aspect[] {
  const other = before.metric !== after.metric;
  const [old, fresh] = [known.of(before.metric), known.of(after.metric)];
  return [
    aspect('metric', before.metric, after.metric, 'loosens'),
    aspect(
      'threshold',
      [before.comparator, before.threshold],
      [after.comparator, after.threshold],
      other ? 'changes' : thresholdDirection(before, after, fresh),
    ),
    aspect('scope', before.scope, after.scope, scopeDirection(before, after, known)),
    aspect('blocking', before.blocking, after.blocking, after.blocking ? 'tightens' : 'loosens'),
    aspect('gates', setOf(before.gates), setOf(after.gates), gatesDirection(before.gates, after.gates)),
    aspect(
      'windowDays',
      windowDaysOf(old, before),
      windowDaysOf(fresh, after),
      other ? 'changes' : windowDirection(before, after, fresh),
    ),
    ...optionNames.map((name) => optionAspect(name, before, after, wider(after, known))),
    aspect('ownerTeam', before.ownerTeam, after.ownerTeam, 'changes'),
  ].flatMap((found) => found ?? []);
}

function aspect(field: ChangedField, before: unknown, after: unknown, direction: Direction): Aspect | null {
  return isSame(before, after) ? null : { field, direction };
}

function optionAspect(name: OptionName, before: Requirement, after: Requirement, ifWider: Direction): Aspect | null {
  const [was, is] = [before.options, after.options];
  return aspect(name, optionOf(name, was), optionOf(name, is), optionDirection(name, was, is, ifWider));
}

/** More things of which a share is asked can raise it, unless all of them are asked. */
function wider({ metric, comparator, threshold }: AnyDefinition, known: Registry): Direction {
  if (planShareOf(known.of(metric)) === null) return 'tightens';
  return comparator === 'gte' && threshold !== null && new Exact(threshold).gte(1) ? 'tightens' : 'loosens';
}

function thresholdDirection(before: Requirement, after: Requirement, { better }: Metric): Direction {
  const more = better === 'more';
  // The SLA of a check against a number: which is easier cannot be told.
  if (before.threshold === null || after.threshold === null) return 'loosens';
  const moved = new Exact(after.threshold).cmp(before.threshold);
  if (moved !== 0) return moved > 0 === more ? 'tightens' : 'loosens';
  const strict = (comparator: string) => comparator === 'gt' || comparator === 'lt';
  if (strict(before.comparator) === strict(after.comparator)) return 'changes';
  return strict(after.comparator) ? 'tightens' : 'loosens';
}

function scopeDirection(before: AnyDefinition, after: AnyDefinition, known: Registry): Direction {
  return after.scope.kind === 'all' && before.scope.kind !== 'all' ? wider(after, known) : 'loosens';
}

const setOf = (gates: Requirement['gates']) => gates?.toSorted() ?? null;

/** Absent: at every gate. */
function gatesDirection(before: Requirement['gates'], after: Requirement['gates']): Direction {
  if (after === undefined) return 'tightens';
  if (before === undefined) return 'loosens';
  return before.every((gate) => after.includes(gate)) ? 'tightens' : 'loosens';
}

/** A longer window dilutes a rate and a shorter one forgets; only where the worst of it decides, longer is harder. */
function windowDirection(before: Requirement, after: Requirement, metric: Metric): Direction {
  if (metric.window === null) return 'changes';
  if (metric.window.longer === 'either') return 'loosens';
  return (windowDaysOf(metric, after) ?? 0) > (windowDaysOf(metric, before) ?? 0) ? 'tightens' : 'loosens';
}
