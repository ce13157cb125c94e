import type { Evidence } from '../evidence/rollup.ts';
import { judgeEachDataset } from './each-dataset.ts';
import { unknownFinding } from './finding.ts';
import { judgeMatchRate } from './match-rate.ts';
import { ratioWords } from './ratio-words.ts';
import type { CriterionDefinition, CriterionResult } from './schema.ts';

/** Matching comparisons / comparisons made, over the non-key columns of paired rows; of the worst dataset. */
export function evaluateFieldMatchRate(
  definition: CriterionDefinition,
  evidence: Evidence,
  now: Date,
): CriterionResult {
  const words = ratioWords(definition, { name: 'Field match rate', failing: 'down' });
  const { comparator, windowDays } = definition;
  const by = { kind: 'field_level', of: 'every' } as const;
  return judgeEachDataset({ definition, evidence, now, words }, by, (dataset, check, run) => {
    const { threshold } = words;
    if (threshold === null) return unknownFinding(dataset, 'no_evidence', 'the criterion has no threshold');
    return judgeMatchRate(dataset, check, run, { comparator, threshold, now, by: 'fields', windowDays });
  });
}
