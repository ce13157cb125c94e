import { Decimal } from 'decimal.js';
import { binomialAtLeast, binomialAtMost } from './binomial.ts';
import { hypergeometricAtLeast, hypergeometricAtMost } from './hypergeometric.ts';

/** A random sample of rows; the trial is the row. `population` known: drawn once without putting back. */
export type Sample = { rows: number; failing: number; population: number | null };

/** "More than" (`strict`) or "at least" a share of rows that pass. */
export type Claim = { share: Decimal; strict: boolean };

/** What may go wrong: a claim that does not hold is taken for proven in at most one case of twenty. */
const ALPHA = 0.05;

/** Below `ALPHA`, and not merely by the rounding of the arithmetic: an exact tie proves nothing. */
export function isUnlikely(chance: number): boolean {
  return chance < ALPHA - 1e-12;
}

/** True if the exact one-sided 95 % bound of the share lies above the claim. */
export function isProven(sample: Sample, claim: Claim): boolean {
  if (sample.rows === 0) return false;
  return isUnlikely(chanceOfSoFew(sample, claim));
}

/** True if the sample shows, with the same confidence from the other side, that the claim does not hold. */
export function isRefuted(sample: Sample, claim: Claim): boolean {
  if (sample.rows === 0) return false;
  return isUnlikely(chanceOfSoMany(sample, claim));
}

/** P(this few failures or fewer) if the claim just fails to hold. */
function chanceOfSoFew({ rows, failing, population }: Sample, claim: Claim): number {
  if (population === null) return binomialAtMost(failing, rows, failingShare(claim));
  const marked = leastBroken(population, claim);
  if (marked > population - (rows - failing)) return 0;
  if (marked < failing) return 1;
  return hypergeometricAtMost(failing, { population, marked, drawn: rows });
}

/** P(this many failures or more) if the claim just holds. */
function chanceOfSoMany({ rows, failing, population }: Sample, claim: Claim): number {
  if (population === null) return binomialAtLeast(failing, rows, failingShare(claim));
  const marked = leastBroken(population, claim) - 1;
  if (marked < failing) return 0;
  if (marked > population - (rows - failing)) return 1;
  return hypergeometricAtLeast(failing, { population, marked, drawn: rows });
}

function failingShare({ share }: Claim): number {
  return Decimal.sub(1, share).toNumber();
}

/** Smallest number of failing rows in the population with which the claim does not hold. */
function leastBroken(population: number, { share, strict }: Claim): number {
  const limit = Decimal.sub(1, share).times(population);
  return (strict ? limit.ceil() : limit.floor().plus(1)).toNumber();
}
