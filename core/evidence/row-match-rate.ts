import type { Decimal } from 'decimal.js';
import { Exact } from '../exact.ts';
import { sumCounts } from '../sum-counts.ts';
import type { RunFigures } from './figures.ts';

/** identical / (identical + modified + missing + extra + duplicate); null where nothing was compared. */
export function rowMatchRate({ rows }: Pick<RunFigures, 'rows'>): Decimal | null {
  if (rows === null) return null;
  const { identical, modified, missingInTarget, extraInTarget, duplicateInTarget } = rows;
  const all = sumCounts(identical, modified, missingInTarget, extraInTarget, duplicateInTarget);
  return all.isZero() ? null : new Exact(identical).div(all);
}

/** The lowest of several runs, which stands for all of them. */
export function worstRowMatchRate(runs: readonly Pick<RunFigures, 'rows'>[]): Decimal | null {
  return runs.reduce<Decimal | null>((worst, run) => {
    const rate = rowMatchRate(run);
    return rate === null || worst?.lte(rate) ? worst : rate;
  }, null);
}
