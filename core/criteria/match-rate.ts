import type { RunFigures } from '../evidence/figures.ts';
import type { CheckRollup, DatasetFacts } from '../evidence/rollup.ts';
import { counted } from '../format/count.ts';
import type { RowCounts } from '../run/schema.ts';
import type { UnknownReason } from './criterion-result.ts';
import { type Finding, unknownFinding } from './finding.ts';
import { judgeFullScan } from './judge-full-scan.ts';
import { judgeMoney } from './judge-money.ts';
import { judgeSample } from './judge-sample.ts';
import type { RateClaim } from './rate-claim.ts';
import { shortfallOf } from './shortfall-of.ts';

/** How much of a dataset matches, from its newest field-level run. */
export function judgeMatchRate(dataset: DatasetFacts, check: CheckRollup, run: RunFigures, claim: RateClaim): Finding {
  const unproven = (reason: UnknownReason, detail: string) => unknownFinding(dataset, reason, detail);
  const { rows, fields } = run;
  if (!rows || !fields) return unproven('no_evidence', 'no row was compared');
  if (run.skippedChunks > 0) return unproven('inconclusive', `${counted(run.skippedChunks, 'chunk')} skipped`);
  // How what was left out would have changed a rate over fields nobody knows; rows that differ differ whatever else is compared.
  const left = shortfallOf(check, run);
  if (left !== null && claim.by === 'fields' && run.method === 'full') return unproven(left.reason, left.text);
  const finding = judgeRows(dataset, check, run, rows, fields, claim);
  return left !== null && finding.outcome !== 'not_met' ? unproven(left.reason, left.text) : finding;
}

function judgeRows(
  dataset: DatasetFacts,
  check: CheckRollup,
  run: RunFigures,
  rows: RowCounts,
  fields: NonNullable<RunFigures['fields']>,
  claim: RateClaim,
): Finding {
  if (claim.by === 'money') return judgeMoney(dataset, run, rows, claim);
  if (run.method === 'sample') return judgeSample(dataset, check, run, claim);
  if (rows.legacy === 0 && rows.target === 0 && dataset.mayBeEmpty) {
    return run.size?.untied ? unknownFinding(dataset, 'inconclusive', run.size.untied) : emptyOnBothSides(dataset, run);
  }
  return judgeFullScan(dataset, check, run, rows, fields, claim);
}

function emptyOnBothSides(dataset: DatasetFacts, run: RunFigures): Finding {
  return {
    dataset,
    outcome: 'met',
    reason: null,
    value: null,
    bound: null,
    pool: null,
    basis: [run],
    detail: 'it may be empty, and is on both sides',
    standIn: 'no rows',
    gap: null,
  };
}
