import type { Evidence } from '../evidence/rollup.ts';
import type { Requirement } from './requirement.ts';

/** By money only the datasets that have a money column are judged; there must be one, or there is nothing to judge. */
export function ofMoney(definition: Requirement, evidence: Evidence): Evidence {
  if (definition.options?.weighting !== 'money') return evidence;
  return { ...evidence, datasets: evidence.datasets.filter(({ moneyColumn }) => moneyColumn) };
}
