import type { Evidence } from '../evidence/rollup.ts';
import { judgeEachDataset } from './each-dataset.ts';
import { unknownFinding } from './finding.ts';
import { judgeMatchRate } from './match-rate.ts';
import { ofMoney } from './of-money.ts';
import { ratioWords } from './ratio-words.ts';
import type { CriterionDefinition, CriterionResult } from './schema.ts';

/** identical / (identical + modified + missing + extra + duplicate) of the worst dataset, by rows or by money. */
export function evaluateRowMatchRate(definition: CriterionDefinition, evidence: Evidence, now: Date): CriterionResult {
  const { comparator, windowDays, options } = definition;
  const by = options?.weighting === 'money' ? 'money' : 'rows';
  const name = by === 'money' ? 'Row match rate by money' : 'Row match rate';
  const words = ratioWords(definition, { name, failing: 'down' });
  const asked = { definition, evidence: ofMoney(definition, evidence), now, words };
  return judgeEachDataset(asked, { kind: 'field_level', of: 'every' }, (dataset, check, run) => {
    const { threshold } = words;
    if (threshold === null) return unknownFinding(dataset, 'no_evidence', 'the criterion has no threshold');
    return judgeMatchRate(dataset, check, run, { comparator, threshold, now, by, windowDays });
  });
}
