import type { ChangedField } from '../criteria/definition-text.ts';
import type { Direction } from '../criteria/direction.ts';
import { asksForTheWorse } from '../criteria/find-criterion-problems.ts';
import { type Metric, planShareOf, windowDaysOf } from '../criteria/metric.ts';
import { type OptionName, optionDirection, optionNames, optionOf } from '../criteria/options.ts';
import { type Registry, registry } from '../criteria/registry.ts';
import type { AnyDefinition, Requirement } from '../criteria/requirement.ts';
import { type CriterionDefinition, planCriterionSchema } from '../criteria/schema.ts';
import { Exact } from '../exact.ts';
import { type Aspect, aspect, type ChangeDirection, overall } from './aspect.ts';

/** As a plan says it: a dataset is identified by its name here, as it is by its id elsewhere. */
export function definitionOf(item: unknown): CriterionDefinition | null {
  if (item === null) return null;
  const { key: _, scope, ...definition } = planCriterionSchema.parse(item);
  return { ...definition, scope: scope.kind === 'dataset' ? { kind: 'dataset', datasetId: scope.dataset } : scope };
}

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
  const aspects = aspectsOf(before, after, known);
  // Of what asks for the worse, harder and easier are the other way round.
  const isUpsideDown = aspects.length > 0 && (asksForTheWorse(before, known) || asksForTheWorse(after, known));
  return isUpsideDown ? 'loosens' : overall(aspects);
}

/** Everything in which two definitions differ, in the order in which it is shown. */
export function aspectsOf(
  before: AnyDefinition,
  after: AnyDefinition,
  known: Registry = registry,
): { field: ChangedField; direction: Direction }[] {
  const other = before.metric !== after.metric;
  const [old, fresh] = [known.of(before.metric), known.of(after.metric)];
  return [
    ...aspect('metric', before.metric, after.metric, 'loosens'),
    ...aspect(
      'threshold',
      [before.comparator, before.threshold],
      [after.comparator, after.threshold],
      other ? 'changes' : thresholdDirection(before, after, fresh),
    ),
    ...aspect('scope', before.scope, after.scope, scopeDirection(before, after, known)),
    ...aspect('blocking', before.blocking, after.blocking, after.blocking ? 'tightens' : 'loosens'),
    ...aspect('gates', setOf(before.gates), setOf(after.gates), gatesDirection(before.gates, after.gates)),
    ...aspect(
      'windowDays',
      windowDaysOf(old, before),
      windowDaysOf(fresh, after),
      other ? 'changes' : windowDirection(before, after, fresh),
    ),
    ...optionNames.flatMap((name) => optionAspect(name, before, after, wider(after, known))),
    ...aspect('ownerTeam', before.ownerTeam, after.ownerTeam, 'changes'),
  ].map(({ name, direction }) => ({ field: name, direction }));
}

function optionAspect(
  name: OptionName,
  before: Requirement,
  after: Requirement,
  ifWider: Direction,
): Aspect<OptionName, unknown>[] {
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
  // The SLA of a check against a number: which is easier cannot be known.
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
