import type { Evidence } from '../../evidence/rollup.ts';
import type { CriterionResult } from '../criterion-result.ts';
import { judgeEachDataset } from '../each-dataset.ts';
import { unknownFinding } from '../finding.ts';
import { judgeMatchRate } from '../match-rate.ts';
import type { Metric } from '../metric.ts';
import { whenResultsAge } from '../moments.ts';
import { ofMoney } from '../of-money.ts';
import { sampleWindow } from '../pool-draws.ts';
import { ratioWords } from '../ratio-words.ts';
import type { Requirement } from '../requirement.ts';

/** identical / (identical + modified + missing + extra + duplicate) of the worst dataset, by rows or by money. */
export const rowMatchRate: Metric<'row_match_rate'> = {
  id: 'row_match_rate',
  name: 'Row match rate',
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
  options: ['basis', 'weighting'],
  page: 'discrepancies',
  backlog: 'differences',
  changesAt: [whenResultsAge],
  evaluate,
};

function evaluate(definition: Requirement, evidence: Evidence, now: Date): CriterionResult {
  const { comparator, windowDays = sampleWindow.days, options } = definition;
  const by = options?.weighting === 'money' ? 'money' : 'rows';
  const name = by === 'money' ? `${rowMatchRate.name} by money` : rowMatchRate.name;
  const words = ratioWords(definition, { ...rowMatchRate, name });
  const asked = { definition, evidence: ofMoney(definition, evidence), now, words };
  return judgeEachDataset(asked, { kind: 'field_level', of: 'every' }, (dataset, check, run) => {
    const { threshold } = words;
    if (threshold === null) return unknownFinding(dataset, 'no_evidence', 'the criterion has no threshold');
    return judgeMatchRate(dataset, check, run, { comparator, threshold, now, by, windowDays });
  });
}
