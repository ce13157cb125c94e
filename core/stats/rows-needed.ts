import { type Claim, isProven, type Sample } from './sample.ts';

/** Rows still to be drawn before the claim is proven. Null: never, at that rate. */
export type RowsNeeded = {
  /** If no further row fails. */
  clean: number | null;
  /** If rows keep failing as often as so far. */
  atObservedRate: number | null;
};

const MANY = 2 ** 50;

export function rowsNeeded(sample: Sample, claim: Claim): RowsNeeded {
  const most = sample.population ?? MANY;
  const clean = smallest(sample.rows, most, (rows) => isProven({ ...sample, rows }, claim));
  return {
    clean: minus(clean, sample.rows),
    atObservedRate: minus(rowsAtObservedRate(sample, claim, most), sample.rows),
  };
}

/**
 * With f failures in n rows, f + j failures are expected by (f + j) n / f rows at the latest. Find the first j for which that
 * many rows suffice, then the fewest rows with it.
 */
function rowsAtObservedRate(sample: Sample, claim: Claim, most: number): number | null {
  const { rows, failing } = sample;
  if (failing === 0) return smallest(rows, most, (n) => isProven({ ...sample, rows: n }, claim));
  if (claim.share.gte(1 - failing / rows)) return null;
  const rowsBefore = (j: number) => Math.min(most, Math.floor(((failing + j) * rows) / failing));
  const provenWith = (j: number, n: number) => isProven({ ...sample, rows: n, failing: failing + j }, claim);
  const last = Math.ceil((most * failing) / rows) - failing;
  const more = smallest(0, Math.max(0, last), (j) => provenWith(j, rowsBefore(j)));
  if (more === null) return null;
  return smallest(Math.max(rows, more === 0 ? 0 : rowsBefore(more - 1)), most, (n) => provenWith(more, n));
}

function minus(total: number | null, rows: number): number | null {
  return total === null ? null : Math.max(0, total - rows);
}

/** Smallest whole number from `from` to `most` that passes, where all after a passing one pass. Null: none does. */
function smallest(from: number, most: number, passes: (n: number) => boolean): number | null {
  if (passes(from)) return from;
  let below = from;
  let step = 1;
  while (!passes(Math.min(most, below + step))) {
    if (below + step >= most) return null;
    below += step;
    step *= 2;
  }
  let above = Math.min(most, below + step);
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (passes(middle)) above = middle;
    else below = middle;
  }
  return above;
}
