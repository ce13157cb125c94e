import type { CriterionResult } from '../criteria/criterion-result.ts';

/** A waiver of one criterion. It holds from its approval until it expires or is withdrawn. */
export type Waiver = {
  criterionId: string;
  reason: string;
  requestedById: string | null;
  approved: boolean | null;
  decidedById: string | null;
  decidedAt: string | null;
  expiresAt: string;
  withdrawnAt: string | null;
};

export function isActive({ approved, decidedAt, expiresAt, withdrawnAt, ...by }: Waiver, now: Date): boolean {
  const ms = now.getTime();
  if (approved !== true || decidedAt === null) return false;
  // Four eyes, whatever wrote the row.
  if (by.decidedById === null || by.decidedById === by.requestedById) return false;
  if (Date.parse(decidedAt) > ms || Date.parse(expiresAt) <= ms) return false;
  return withdrawnAt === null || Date.parse(withdrawnAt) > ms;
}

/** What is not met or not known counts as waived while a waiver holds; what is met stays met. An expired one fails by itself. */
export function applyWaivers(
  result: CriterionResult,
  criterionId: string,
  waivers: readonly Waiver[],
  now: Date,
): CriterionResult {
  if (result.outcome !== 'not_met' && result.outcome !== 'unknown') return result;
  const waiver = waivers.find((one) => one.criterionId === criterionId && isActive(one, now));
  if (!waiver) return result;
  return { ...result, outcome: 'waived', unknownReason: null, detail: `waived: ${waiver.reason}`, gap: null };
}
