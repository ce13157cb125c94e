/**
 * Binomial probabilities without cancellation, after C. Loader, "Fast and Accurate Computation of Binomial Probabilities"
 * (2000): the probability is written through the error of Stirling's formula and the deviance, both small numbers, instead of
 * differences of huge logarithms of factorials. Good to about 13 digits for any count below 2^53.
 */
export function binomialPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === n ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return Math.exp(n * Math.log(p));
  const exponent =
    stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, n * p) - deviance(n - k, n * (1 - p));
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}

/** P(K ≤ k). Summed from k away from the mean, where terms fall geometrically; the other side by its complement. */
export function binomialAtMost(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  const odds = p / (1 - p);
  if (k <= n * p) return sumFalling(binomialPmf(k, n, p), k, (i) => i / ((n - i + 1) * odds), -1);
  return 1 - sumFalling(binomialPmf(k + 1, n, p), k + 1, (i) => ((n - i) * odds) / (i + 1), 1);
}

/** P(K ≥ k), to full relative precision where it is small. */
export function binomialAtLeast(k: number, n: number, p: number): number {
  return binomialAtMost(n - k, n, 1 - p);
}

/** first + first·r(at) + … in one direction, until a term no longer changes the sum. */
export function sumFalling(first: number, at: number, ratio: (i: number) => number, step: 1 | -1): number {
  let sum = first;
  let term = first;
  for (let i = at; ; i += step) {
    term *= ratio(i);
    if (!(term > sum * Number.EPSILON * 2 ** -4)) return Math.min(sum, 1);
    sum += term;
  }
}

/** ln n! − ln(√(2πn) (n/e)^n), n ≥ 1. */
function stirlingError(n: number): number {
  if (n < 16) return Math.log(factorial(n)) - (0.5 * Math.log(2 * Math.PI * n) + n * Math.log(n) - n);
  const n2 = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / n2) / n2) / n2) / n2) / n;
}

function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i += 1) product *= i;
  return product;
}

/** x ln(x/mean) + mean − x. Near the mean by the series of ln, where the three terms would cancel. */
function deviance(x: number, mean: number): number {
  const v = (x - mean) / (x + mean);
  if (Math.abs(v) > 0.1) return x * Math.log(x / mean) + mean - x;
  let sum = (x - mean) * v;
  let power = 2 * x * v;
  for (let j = 1; ; j += 1) {
    power *= v * v;
    const next = sum + power / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
}
