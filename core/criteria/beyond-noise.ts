import { Decimal } from 'decimal.js';
import { foldName } from '../dataset/fold-name.ts';
import type { RunFigures } from '../evidence/figures.ts';
import { Exact } from '../exact.ts';
import { sumCounts } from '../sum-counts.ts';

/**
 * The share of rows that differ beyond what legacy shows against itself. Column by column, and class by class of rows without partner: noise of
 * one excuses nothing in another. A row may differ in several columns, so what is beyond is at most their sum and at most what differs at
 * all; and at least what differs in more rows than the noise has. Null where a run does not say by which columns its rows differ.
 */
export function beyondNoise(run: RunFigures, noise: RunFigures): Decimal | null {
  const [found, excused] = [sharesOf(run), sharesOf(noise)];
  if (!found || !excused) return null;
  const parts = [...found.parts].map(([name, share]) => over(share, excused.parts.get(name) ?? ZERO));
  const sum = parts.reduce((total, part) => total.plus(part), ZERO);
  return new Exact(Decimal.max(over(found.all, excused.all), Decimal.min(found.all, sum)));
}

const ZERO = new Exact(0);

const over = (share: Decimal, excused: Decimal) => new Exact(Decimal.max(0, share.minus(excused)));

type Shares = { all: Decimal; parts: Map<string, Decimal> };

/** Of all rows, those that differ in each column or are of each class without partner. */
function sharesOf({ rows, fields }: RunFigures): Shares | null {
  if (!rows || !fields?.differing) return null;
  const { identical, modified, missingInTarget, extraInTarget, duplicateInTarget } = rows;
  const differ = sumCounts(modified, missingInTarget, extraInTarget, duplicateInTarget);
  const all = differ.plus(identical);
  if (all.isZero()) return null;
  const share = (count: number) => new Exact(count).div(all);
  const classes = Object.entries({ missingInTarget, extraInTarget, duplicateInTarget });
  return {
    all: differ.div(all),
    parts: new Map([
      ...classes.map(([name, count]) => [`rows ${name}`, share(count)] as const),
      ...fields.differing.map(({ name, rows: count }) => [`column ${foldName(name)}`, share(count)] as const),
    ]),
  };
}
