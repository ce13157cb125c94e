import { AppError } from '#core/errors.ts';
import { MAX_DIFFERENCES } from '#core/run/schema.ts';
import { BODY_LIMIT_BYTES } from './read-body.ts';

/** A key may send this many calls at once, and as many a second for as long as it likes. */
export const BURST = 400;
export const PER_SECOND = 200;
const FORGET_AFTER_MS = 60_000;

type Bucket = { tokens: number; at: number };
const buckets = new Map<string, Bucket>();

/**
 * A token bucket for each key. In the memory of this process: with several web processes each allows as much, which is enough to
 * keep one agent that runs wild from taking everything. Answers what is left.
 */
export function takeFromKey(keyId: string, nowMs = performance.now()): number {
  const before = buckets.get(keyId) ?? { tokens: BURST, at: nowMs };
  const tokens = Math.min(BURST, before.tokens + (Math.max(0, nowMs - before.at) / 1_000) * PER_SECOND);
  if (buckets.size > 1_000) forgetIdle(nowMs);
  buckets.set(keyId, { tokens: Math.max(0, tokens - 1), at: nowMs });
  if (tokens >= 1) return Math.floor(tokens - 1);
  throw new AppError('TOO_MANY_REQUESTS', `This key sends more than ${PER_SECOND} calls a second.`, {
    retryAfterSeconds: 1,
  });
}

function forgetIdle(nowMs: number): void {
  for (const [keyId, { at }] of buckets) if (nowMs - at > FORGET_AFTER_MS) buckets.delete(keyId);
}

/** Told in every answer, so that an agent need not find out by being refused. */
export function limitHeaders(remaining: number | null): Record<string, string> {
  return {
    'x-limit-body-bytes': String(BODY_LIMIT_BYTES),
    'x-limit-differences': String(MAX_DIFFERENCES),
    'ratelimit-limit': String(BURST),
    ...(remaining === null ? {} : { 'ratelimit-remaining': String(remaining), 'ratelimit-reset': '1' }),
  };
}
