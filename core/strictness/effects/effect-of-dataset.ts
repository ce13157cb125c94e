import type { CheckKind } from '../../check/kinds.ts';
import { metricOf } from '../../criteria/registry.ts';
import type { PlanCriterion } from '../../criteria/schema.ts';
import { type DeclaredDataset, declaredDatasetSchema } from '../../dataset/schema.ts';
import { Exact } from '../../exact.ts';
import type { PlanDocument } from '../../plan/document.ts';
import { datasetDirection } from '../dataset.ts';
import type { Effect, Standing } from './effect.ts';

export function effectOfDataset(before: unknown, after: unknown, { approved }: Standing): Effect {
  if (after === null) return 'waits';
  const is = declaredDatasetSchema.parse(after);
  if (before === null) return fillsGap(is, kindsOf(is), null, approved) ? 'waits' : 'tightens';
  const was = declaredDatasetSchema.parse(before);
  const direction = datasetDirection(was, is);
  // Money where there was none: what is asked by money has something to judge.
  if (direction === 'loosens' || was.moneyColumn !== is.moneyColumn) return 'waits';
  const added = kindsOf(is).filter((kind) => !kindsOf(was).includes(kind));
  if (added.length > 0 && fillsGap(is, added, was, approved)) return 'waits';
  return direction === 'changes' || direction === null ? 'harmless' : 'tightens';
}

const kindsOf = ({ checks }: DeclaredDataset): CheckKind[] => checks.map(({ kind }) => kind);

/**
 * Whether some criterion is unknown because it has nothing to judge, and would have something: no dataset in its scope, or no check of a kind
 * it rests on. `was`: the dataset as it is, where it only gets checks.
 */
function fillsGap(
  dataset: DeclaredDataset,
  kinds: readonly CheckKind[],
  was: DeclaredDataset | null,
  { criteria, datasets }: PlanDocument,
): boolean {
  return criteria.some((criterion) => {
    const { requires, reads, counts } = metricOf(criterion.metric);
    const read = kinds.filter((kind) => reads.includes(kind));
    if (reads.length === 0 || !isIn(dataset, criterion)) return false;
    const others = datasets.filter((one) => isIn(one, criterion) && one.name !== dataset.name);
    if (was === null && others.length === 0) return true;
    if (was !== null && read.some((kind) => requires.includes(kind))) return true;
    if (counts === 'cells') return was !== null && read.length > 0 && !asksForAll(criterion);
    if (dataset.moneyColumn !== null && was === null && asksByMoney(criterion)) return !others.some(hasMoney);
    // Only those that have such a check are judged, and there must be one.
    const declared = new Set(others.flatMap(kindsOf));
    return requires.length === 0 && read.some((kind) => !declared.has(kind));
  });
}

const hasMoney = ({ moneyColumn }: DeclaredDataset): boolean => moneyColumn !== null;
const asksByMoney = ({ options }: PlanCriterion): boolean => options?.weighting === 'money';

/** A share of one: one thing more to do makes it no easier. */
export const asksForAll = ({ comparator, threshold }: PlanCriterion): boolean =>
  comparator === 'gte' && threshold !== null && new Exact(threshold).gte(1);

function isIn({ name, domain, wave }: DeclaredDataset, { scope }: PlanCriterion): boolean {
  if (scope.kind === 'domain') return domain === scope.domain;
  if (scope.kind === 'wave') return wave === scope.wave;
  return scope.kind === 'all' || name === scope.dataset;
}
