import { AppError } from '#core/errors.ts';

type Limit = { burst: number; perSecond: number; message: string };
type Bucket = { tokens: number; at: number };

const FORGET_AFTER_MS = 60_000;

/**
 * `burst` calls at once for each name, and `perSecond` for as long as it likes. In the memory of this process: with several web
 * processes each allows as much, which is enough to keep one caller that runs wild from taking everything. Answers what is left.
 */
export function tokenBuckets({ burst, perSecond, message }: Limit): (name: string, nowMs?: number) => number {
  const buckets = new Map<string, Bucket>();
  const forgetIdle = (nowMs: number) => {
    for (const [name, { at }] of buckets) if (nowMs - at > FORGET_AFTER_MS) buckets.delete(name);
  };
  return (name, nowMs = performance.now()) => {
    const before = buckets.get(name) ?? { tokens: burst, at: nowMs };
    const tokens = Math.min(burst, before.tokens + (Math.max(0, nowMs - before.at) / 1_000) * perSecond);
    if (buckets.size > 1_000) forgetIdle(nowMs);
    buckets.set(name, { tokens: Math.max(0, tokens - 1), at: nowMs });
    if (tokens >= 1) return Math.floor(tokens - 1);
    throw new AppError('TOO_MANY_REQUESTS', message, { retryAfterSeconds: 1 });
  };
}
