import { Decimal } from 'decimal.js';
import { binomialAtMost } from './binomial.ts';
import { hypergeometricAtMost } from './hypergeometric.ts';
import { isUnlikely, type Sample } from './sample.ts';

/**
 * Exact one-sided 95 % lower bound of the share of rows that pass: Clopper and Pearson (1934), or, where the population is
 * known, the hypergeometric bound. Null without rows. Rounded down.
 */
export function lowerBound(sample: Sample): Decimal | null {
  if (sample.rows === 0) return null;
  return sample.population === null ? clopperPearson(sample) : hypergeometricBound(sample, sample.population);
}

const DIGITS = 12;

function clopperPearson({ rows, failing }: Sample): Decimal {
  if (failing === rows) return new Decimal(0);
  // The largest failing share that would still show so few failures in one case of twenty.
  let low = failing / rows;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (isUnlikely(binomialAtMost(failing, rows, middle))) high = middle;
    else low = middle;
  }
  return Decimal.sub(1, high).toDecimalPlaces(DIGITS, Decimal.ROUND_DOWN);
}

function hypergeometricBound({ rows, failing }: Sample, population: number): Decimal {
  let low = failing;
  let high = population - (rows - failing) + 1;
  while (high - low > 1) {
    const marked = Math.floor((low + high) / 2);
    if (isUnlikely(hypergeometricAtMost(failing, { population, marked, drawn: rows }))) high = marked;
    else low = marked;
  }
  return Decimal.sub(population, low).div(population).toDecimalPlaces(DIGITS, Decimal.ROUND_DOWN);
}
