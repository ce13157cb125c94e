import type { MetricPoint } from '#core/metrics/schema.ts';
import type { RunOf } from '#core/run/schema.ts';
import { MINUTE_MS } from '#core/time/units.ts';

const BOUNDS_MS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000];
/** What cannot be delivered is kept this long; a demo without server does not grow. */
const KEPT_MINUTES = 120;

export type SideName = 'legacy' | 'target';
type Side = { requests: number; errors: number; failedTransactions: number; counts: number[] };
type Minute = Record<SideName, Side> & { lagsMs: number[] };
type Sides = Required<Pick<MetricPoint, 'at' | SideName>>;

function emptySide(): Side {
  return { requests: 0, errors: 0, failedTransactions: 0, counts: new Array(BOUNDS_MS.length + 1).fill(0) };
}

/** Requests, errors and latencies per side and minute, as they happen. */
export class Meter {
  readonly #minutes = new Map<number, Minute>();
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  #minute(): Minute {
    const start = Math.floor(this.#clock() / MINUTE_MS) * MINUTE_MS;
    const known = this.#minutes.get(start);
    if (known) return known;
    const fresh = { legacy: emptySide(), target: emptySide(), lagsMs: [] };
    this.#minutes.set(start, fresh);
    for (const old of this.#minutes.keys()) if (old <= start - KEPT_MINUTES * MINUTE_MS) this.#minutes.delete(old);
    return fresh;
  }

  /** Counts one request that took `tookMs`; a failed one belongs to both `requests` and `errors`. */
  count(side: SideName, tookMs: number, outcome: 'done' | 'failed' | 'failedTransaction'): void {
    const counter = this.#minute()[side];
    const bucket = BOUNDS_MS.findIndex((bound) => tookMs <= bound);
    const index = bucket === -1 ? BOUNDS_MS.length : bucket;
    counter.requests += 1;
    counter.counts[index] = (counter.counts[index] ?? 0) + 1;
    if (outcome !== 'done') counter.errors += 1;
    if (outcome === 'failedTransaction') counter.failedTransactions += 1;
  }

  /** How long one change needed to reach the target. */
  lag(ms: number): void {
    this.#minute().lagsMs.push(ms);
  }

  /** Every minute that is still kept, oldest first. */
  starts(): number[] {
    return [...this.#minutes.keys()].sort((a, b) => a - b);
  }

  /** A finished minute that was delivered need not be kept. */
  forget(start: number): void {
    if (start + MINUTE_MS <= this.#clock()) this.#minutes.delete(start);
  }

  sidesOf(start: number): Sides | null {
    const minute = this.#minutes.get(start);
    if (!minute) return null;
    return { at: new Date(start).toISOString(), legacy: asPoint(minute.legacy), target: asPoint(minute.target) };
  }

  /** How long changes took in a minute that is over; null for one that still runs or that saw none. */
  lagOf(start: number): RunOf<'replication_lag'>['lag'] | null {
    if (start + MINUTE_MS > this.#clock()) return null;
    const lags = this.#minutes.get(start)?.lagsMs.toSorted((a, b) => a - b) ?? [];
    if (lags.length === 0) return null;
    const at = (share: number) => Math.round(lags[Math.ceil(share * lags.length) - 1] ?? 0);
    return { p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1), samples: lags.length };
  }
}

function asPoint({ counts, ...rest }: Side) {
  const latency = counts.map((count, index) => ({ upToMs: BOUNDS_MS[index]?.toString() ?? null, count }));
  return { ...rest, latency: latency.filter(({ count }) => count > 0) };
}
