import { HOUR_MS } from '#core/time/units.ts';
import { commissionHalfEven } from './commission.ts';

/**
 * Everything that is wrong with the target, on purpose: the answer key of docs/demo.md in code. Each rule looks at the row
 * alone, so that a row that is written again comes out wrong in the same way.
 */
export const FAILED_BATCH = { from: 311_001, to: 311_064 };
export const LATE_SUB_PARTNERS = 12;
export const TRUNCATED_URL_LENGTH = 110;

/** Rounding: the target computes commissions itself, half to even. */
export const commissionCents = commissionHalfEven;

/** Trailing blank: names that came over from fixed-width files of the years before 2014. */
export function partnerName(partnerNo: number, name: string): string {
  return partnerNo % 23 === 7 ? `${name} ` : name;
}

/** Time zone: what tracker T4 says is taken for UTC although it is local time, two hours ahead. */
export function clickedAt(tracker: string, at: number): number {
  return tracker === 'T4' ? at + 2 * HOUR_MS : at;
}

/** Truncation: arrives with a release of the target while the demo runs; clicks recorded from then on are cut. */
export function landingUrl(url: string, recordedAt: number, truncateFrom: number): string {
  return recordedAt >= truncateFrom ? url.slice(0, TRUNCATED_URL_LENGTH) : url;
}

/** Missing rows: one batch of the back-load failed and nobody noticed. */
export function isInFailedBatch(depositNo: number): boolean {
  return depositNo >= FAILED_BATCH.from && depositNo <= FAILED_BATCH.to;
}

/** Duplicates: the payment run of one period was started twice; the second start was stopped after five partners. */
export function repeatedPayouts<T extends { PTNR_NO: number; PERIOD: string }>(payouts: readonly T[]): T[] {
  const periods = [...new Set(payouts.map((payout) => payout.PERIOD))].sort();
  const repeated = periods.at(-3);
  return payouts
    .filter((payout) => payout.PERIOD === repeated)
    .sort((a, b) => a.PTNR_NO - b.PTNR_NO)
    .slice(0, 5);
}
