import { binomialPmf, sumFalling } from './binomial.ts';

/** How many of `drawn` rows, taken without putting back from `population` rows of which `marked` fail, are failing ones. */
export type Draw = { population: number; marked: number; drawn: number };

export function hypergeometricPmf(k: number, { population, marked, drawn }: Draw): number {
  if (k < Math.max(0, drawn - (population - marked)) || k > Math.min(drawn, marked)) return 0;
  if (drawn === 0 || drawn === population) return 1;
  // Each factor is a binomial of the same p, so that the powers of p cancel (Loader 2000, as in binomial.ts).
  const p = drawn / population;
  return (
    (binomialPmf(k, marked, p) * binomialPmf(drawn - k, population - marked, p)) / binomialPmf(drawn, population, p)
  );
}

/** P(K ≤ k) */
export function hypergeometricAtMost(k: number, draw: Draw): number {
  const { population, marked, drawn } = draw;
  const least = Math.max(0, drawn - (population - marked));
  const most = Math.min(drawn, marked);
  if (k < least) return 0;
  if (k >= most) return 1;
  if (k <= (drawn * marked) / population) {
    const down = (i: number) => (i * (population - marked - drawn + i)) / ((marked - i + 1) * (drawn - i + 1));
    return sumFalling(hypergeometricPmf(k, draw), k, down, -1);
  }
  const up = (i: number) => ((marked - i) * (drawn - i)) / ((i + 1) * (population - marked - drawn + i + 1));
  return 1 - sumFalling(hypergeometricPmf(k + 1, draw), k + 1, up, 1);
}

/** P(K ≥ k) */
export function hypergeometricAtLeast(k: number, draw: Draw): number {
  const good = { ...draw, marked: draw.population - draw.marked };
  return hypergeometricAtMost(draw.drawn - k, good);
}
