import type { Decimal } from 'decimal.js';
import type { RunFigures } from '../evidence/figures.ts';
import { Exact } from '../exact.ts';

/** identical / (identical + modified + missing + extra + duplicate); null where nothing was compared. */
export function rowMatchRate({ rows }: Pick<RunFigures, 'rows'>): Decimal | null {
  if (rows === null) return null;
  const all = rows.identical + rows.modified + rows.missingInTarget + rows.extraInTarget + rows.duplicateInTarget;
  return all === 0 ? null : new Exact(rows.identical).div(all);
}

/** The lowest of several runs, which stands for all of them. */
export function worstRowMatchRate(runs: readonly Pick<RunFigures, 'rows'>[]): Decimal | null {
  return runs.reduce<Decimal | null>((worst, run) => {
    const rate = rowMatchRate(run);
    return rate === null || worst?.lte(rate) ? worst : rate;
  }, null);
}
