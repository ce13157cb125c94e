import { z } from 'zod';
import { instantSchema, textSchema, uuidSchema } from '../schema-parts.ts';
import { DAY_MS } from '../time/units.ts';
import { isActive, type Waiver } from './apply-waiver.ts';

/** For longer nobody looks away: it has to be asked for again. */
export const MOST_WAIVER_DAYS = 90;

export const requestWaiverSchema = z.strictObject({
  migrationId: uuidSchema,
  criterionId: uuidSchema,
  reason: textSchema.min(1, 'must not be empty'),
  expiresAt: instantSchema,
});

export const waiverStateSchema = z.enum(['asked', 'holds', 'refused', 'expired', 'withdrawn']);
export type WaiverState = z.infer<typeof waiverStateSchema>;

/** What is wrong with how long a waiver is to hold; null: nothing. */
export function expiryProblem(expiresAt: string, now: Date): string | null {
  const ms = Date.parse(expiresAt) - now.getTime();
  if (ms <= 0) return 'must be in the future';
  return ms > MOST_WAIVER_DAYS * DAY_MS ? `must be within ${MOST_WAIVER_DAYS} days` : null;
}

/** Where a waiver stands at a moment. It expires by itself. */
export function waiverState(waiver: Waiver, now: Date): WaiverState {
  if (waiver.withdrawnAt !== null && Date.parse(waiver.withdrawnAt) <= now.getTime()) return 'withdrawn';
  if (waiver.approved === false) return 'refused';
  if (Date.parse(waiver.expiresAt) <= now.getTime()) return 'expired';
  return isActive(waiver, now) ? 'holds' : 'asked';
}

export const decideWaiverSchema = z.strictObject({
  migrationId: uuidSchema,
  waiverId: uuidSchema,
  approved: z.boolean(),
});

export const withdrawWaiverSchema = z.strictObject({ migrationId: uuidSchema, waiverId: uuidSchema });
