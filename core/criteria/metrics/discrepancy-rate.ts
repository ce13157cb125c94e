import type { Decimal } from 'decimal.js';
import type { Evidence } from '../../evidence/rollup.ts';
import { Exact } from '../../exact.ts';
import { ratioText } from '../../format/ratio.ts';
import type { CriterionResult } from '../criterion-result.ts';
import { judgeEachDataset } from '../each-dataset.ts';
import { type Finding, unknownFinding } from '../finding.ts';
import { judgeMatchRate } from '../match-rate.ts';
import type { Metric } from '../metric.ts';
import { whenResultsAge } from '../moments.ts';
import { ofMoney } from '../of-money.ts';
import { sampleWindow } from '../pool-draws.ts';
import { ratioWords } from '../ratio-words.ts';
import type { Requirement } from '../requirement.ts';

const ONE = new Exact(1);
/** A claim about what differs is one about what matches. */
const turned = { lt: 'gt', lte: 'gte', gt: 'lt', gte: 'lte' } as const;

/** 1 − row match rate of the worst dataset, by rows or by money. */
export const discrepancyRate: Metric<'discrepancy_rate'> = {
  id: 'discrepancy_rate',
  name: 'Discrepancy rate',
  unit: 'ratio',
  better: 'less',
  most: '1',
  withoutThreshold: null,
  usual: { comparator: 'lt', threshold: '0.001' },
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
  const name = by === 'money' ? `${discrepancyRate.name} by money` : discrepancyRate.name;
  const words = ratioWords(definition, { ...discrepancyRate, name });
  const asked = { definition, evidence: ofMoney(definition, evidence), now, words };
  return judgeEachDataset(asked, { kind: 'field_level', of: 'every' }, (dataset, check, run) => {
    if (words.threshold === null) return unknownFinding(dataset, 'no_evidence', 'the criterion has no threshold');
    const claim = {
      comparator: turned[comparator],
      threshold: ONE.minus(words.threshold),
      now,
      by,
      windowDays,
    } as const;
    return complementOf(judgeMatchRate(dataset, check, run, claim), words.threshold);
  });
}

function complementOf(finding: Finding, threshold: Decimal): Finding {
  const { value, bound, pool } = finding;
  const rest = value && ONE.minus(value);
  const upper = bound && ONE.minus(bound);
  const shown = (rate: Decimal) => ratioText(rate, { failing: 'up', threshold });
  return {
    ...finding,
    value: rest,
    bound: upper,
    pool: pool && { part: pool.whole.minus(pool.part), whole: pool.whole },
    detail: rest && upper ? `${shown(rest)} in a sample, 95 % bound ${shown(upper)}` : finding.detail,
  };
}
