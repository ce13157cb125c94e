import { msOf } from '../time/instant.ts';
import type { Freshness } from './schema.ts';

/** Overdue from the first moment after `dueAt`. `latest` null: there was never a completed run. */
export function freshnessOf(latest: { dueAt: string } | null, nowMs: number): Freshness {
  if (latest === null) return 'none';
  return nowMs <= msOf(latest.dueAt) ? 'fresh' : 'stale';
}
