import type { Decimal } from 'decimal.js';
import type { RunFigures } from '../evidence/figures.ts';
import type { CheckRollup, DatasetFacts, Evidence } from '../evidence/rollup.ts';
import { counted, listed } from '../format/count.ts';
import { conclude } from './conclude.ts';
import { checksOf, type Finding, freshRun, ofWholeDataset, unknownFinding } from './finding.ts';
import { judgeFullScan } from './judge-full-scan.ts';
import { judgeSample } from './judge-sample.ts';
import { ratioWords } from './ratio-words.ts';
import type { CriterionDefinition, CriterionResult } from './schema.ts';
import { datasetsInScope } from './scope.ts';

/** What the figures of one dataset are judged by. */
export type RateClaim = { comparator: CriterionDefinition['comparator']; threshold: Decimal; now: Date };

/** Matching comparisons / comparisons made, over the non-key columns of paired rows; of the worst dataset. */
export function evaluateFieldMatchRate(
  definition: CriterionDefinition,
  evidence: Evidence,
  now: Date,
): CriterionResult {
  const words = ratioWords(definition, { name: 'Field match rate', failing: 'down' });
  const { comparator } = definition;
  const checks = checksOf(evidence, 'field_level');
  const findings = datasetsInScope(evidence, definition.scope).map((dataset): Finding => {
    const found = freshRun(dataset, checks.get(dataset.id), 'field_level', now);
    if (!found.ok) return found.finding;
    if (words.threshold === null) return unknownFinding(dataset, 'no_evidence', 'the criterion has no threshold');
    const claim = { comparator, threshold: words.threshold, now };
    return ofWholeDataset(judge(dataset, found.check, found.run, claim), found.run);
  });
  return conclude(definition, findings, words);
}

function judge(dataset: DatasetFacts, check: CheckRollup, run: RunFigures, claim: RateClaim): Finding {
  const refuse = (reason: 'no_evidence' | 'inconclusive', detail: string) => unknownFinding(dataset, reason, detail);
  const { rows, fields } = run;
  if (!rows || !fields) return refuse('no_evidence', 'no row was compared');
  if (fields.neverCompared.length > 0) return refuse('no_evidence', `never compared: ${listed(fields.neverCompared)}`);
  if (run.skippedChunks > 0) return refuse('inconclusive', `${counted(run.skippedChunks, 'chunk')} skipped`);
  if (run.method === 'sample') return judgeSample(dataset, check, run, claim);
  if (rows.legacy === 0 && rows.target === 0 && dataset.mayBeEmpty) {
    const basis = [run];
    return {
      dataset,
      outcome: 'met',
      reason: null,
      value: null,
      bound: null,
      pool: null,
      basis,
      detail: 'it may be empty, and is on both sides',
      standIn: 'no rows',
      gap: null,
    };
  }
  return judgeFullScan(dataset, check, run, rows, fields, claim);
}
