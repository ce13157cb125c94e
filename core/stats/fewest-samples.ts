/** A maximum has no bound: of more than this share of requests nothing is asked. */
const MOST_SHARE = 0.999;

/**
 * How many samples it takes until the slowest of them lies beyond a quantile with 95 % confidence: the smallest n with shareⁿ ≤ 5 %, 59 for the
 * 95th percentile and 299 for the 99th. With fewer, the quantile itself may never have been seen. `share` is decimal text from 0 to 1. S. S. Wilks,
 * "Determination of Sample Sizes for Setting Tolerance Limits" (1941).
 */
export function fewestSamples(share: string): number {
  const most = Math.min(Number(share), MOST_SHARE);
  return most <= 0 ? 1 : Math.ceil(Math.log(0.05) / Math.log(most));
}
