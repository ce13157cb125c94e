import type { Evidence } from '../../evidence/rollup.ts';
import type { CriterionResult } from '../criterion-result.ts';
import { judgeEachDataset } from '../each-dataset.ts';
import { unknownFinding } from '../finding.ts';
import { judgeMatchRate } from '../match-rate.ts';
import type { Metric } from '../metric.ts';
import { whenResultsAge } from '../moments.ts';
import { sampleWindow } from '../pool-draws.ts';
import { ratioWords } from '../ratio-words.ts';
import type { Requirement } from '../requirement.ts';

/** Matching comparisons / comparisons made, over the non-key columns of paired rows; of the worst dataset. */
export const fieldMatchRate: Metric<'field_match_rate'> = {
  id: 'field_match_rate',
  name: 'Field match rate',
  unit: 'ratio',
  better: 'more',
  most: '1',
  withoutThreshold: null,
  usual: { comparator: 'gt', threshold: '0.999' },
  least: 'every row, or a sample whose bound proves it',
  waitsFor: null,
  requires: ['field_level'],
  reads: ['field_level'],
  counts: 'figure',
  window: sampleWindow,
  options: ['basis'],
  page: 'discrepancies',
  backlog: 'differences',
  changesAt: [whenResultsAge],
  evaluate,
};

function evaluate(definition: Requirement, evidence: Evidence, now: Date): CriterionResult {
  const words = ratioWords(definition, fieldMatchRate);
  const { comparator, windowDays = sampleWindow.days } = definition;
  const by = { kind: 'field_level', of: 'every' } as const;
  return judgeEachDataset({ definition, evidence, now, words }, by, (dataset, check, run) => {
    const { threshold } = words;
    if (threshold === null) return unknownFinding(dataset, 'no_evidence', 'the criterion has no threshold');
    return judgeMatchRate(dataset, check, run, { comparator, threshold, now, by: 'fields', windowDays });
  });
}
