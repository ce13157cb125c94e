import type { DatasetFacts } from '../evidence/rollup.ts';
import { earliest } from '../time/instant.ts';
import type { CriterionResult } from './criterion-result.ts';
import type { Basis } from './finding.ts';
import { runIdsOf } from './run-ids.ts';

type Found = Pick<
  CriterionResult,
  'outcome' | 'value' | 'threshold' | 'unit' | 'headline' | 'detail' | 'gap' | 'needsText' | 'nowText'
> & {
  reason?: CriterionResult['unknownReason'] | undefined;
  bound?: string | null;
  /** The worst one, where it speaks of datasets one by one. */
  dataset?: Pick<DatasetFacts, 'id' | 'name'> | undefined;
  pooled?: string | null;
  /** The evidence it rests on. */
  basis: readonly Basis[];
  /** Where only some of that evidence says how it was compared. */
  method?: CriterionResult['evidence']['method'];
};

/** The one place where the result of a criterion is put together. */
export function resultOf({
  outcome,
  reason = null,
  value,
  bound = null,
  threshold,
  unit,
  dataset,
  pooled = null,
  basis,
  method = methodOf(basis),
  headline,
  detail,
  gap,
  needsText,
  nowText,
}: Found): CriterionResult {
  return {
    outcome,
    unknownReason: reason,
    value,
    bound,
    threshold,
    unit,
    worst: dataset ? { datasetId: dataset.id, name: dataset.name } : null,
    pooled,
    evidence: { method, oldestAsOf: earliest(basis.map(({ asOf }) => asOf)), runIds: runIdsOf(basis) },
    headline,
    detail,
    gap,
    needsText,
    nowText,
  };
}

export function methodOf(basis: readonly Pick<Basis, 'method'>[]): CriterionResult['evidence']['method'] {
  const [method = 'none', ...others] = new Set(basis.map((one) => one.method));
  return others.length > 0 ? 'mixed' : method;
}
