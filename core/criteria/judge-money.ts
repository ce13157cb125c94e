import { Decimal } from 'decimal.js';
import type { RunFigures } from '../evidence/figures.ts';
import type { DatasetFacts } from '../evidence/rollup.ts';
import { Exact } from '../exact.ts';
import { counted } from '../format/count.ts';
import type { RowCounts } from '../run/schema.ts';
import { meets } from './compare.ts';
import { type Finding, unknownFinding } from './finding.ts';
import type { RateClaim } from './rate-claim.ts';

/**
 * 1 − money that differs / money compared, both gross: +1 M and −1 M is not 0. It needs a full scan, exact groups and a denominator;
 * without a denominator there is no rate.
 */
export function judgeMoney(
  dataset: DatasetFacts,
  run: RunFigures,
  rows: RowCounts,
  { comparator, threshold }: RateClaim,
): Finding {
  const unproven = (reason: 'no_evidence' | 'inconclusive', detail: string) => unknownFinding(dataset, reason, detail);
  if (run.method === 'sample') return unproven('inconclusive', 'rows were sampled: a rate by money needs all of them');
  if (!run.money) return unproven('no_evidence', 'the run does not say how much money it compared');
  const compared = new Exact(run.money.compared);
  if (compared.lte(0)) return unproven('no_evidence', 'no money was compared');
  const differing = new Exact(run.money.differing);
  // Of what was received before such figures were refused.
  if (differing.isNegative() && !differing.isZero()) return unproven('no_evidence', 'its money does not add up');
  const part = Decimal.max(0, compared.minus(differing));
  const value = new Exact(part).div(compared);
  const isMet = meets(value, comparator, threshold);
  if (isMet && run.size?.untied) return unproven('inconclusive', run.size.untied);
  const suspected = Math.max(rows.suspectedLegacy, rows.suspectedTarget);
  if (isMet && suspected > 0) {
    return {
      ...unproven('inconclusive', 'nobody knows yet what suspected rows are worth'),
      gap: `${counted(suspected, 'suspected row')} to decide`,
    };
  }
  return {
    dataset,
    outcome: isMet ? 'met' : 'not_met',
    reason: null,
    value,
    bound: null,
    pool: null,
    basis: [run],
    detail: differing.isZero() ? '' : `${differing.toFixed()} of ${compared.toFixed()} differ`,
    gap: null,
  };
}
