import { mergeHistograms } from '../metrics/merge-histograms.ts';
import type { MetricPoint } from '../metrics/schema.ts';
import { NO_REQUESTS, type Side } from '../metrics/slower-than.ts';
import type { RunOf } from '../run/schema.ts';
import { isoOf, msOf } from '../time/instant.ts';
import { HOUR_MS } from '../time/units.ts';
import type { Load } from './figures.ts';

/** Start of the UTC hour. */
export function hourOf(instant: string): string {
  return isoOf(Math.floor(msOf(instant) / HOUR_MS) * HOUR_MS);
}

/**
 * The load a performance run measured, in the hour in which it began. One that covers more than an hour is of the hour in which it ended, and
 * says how long it took: a peak cannot be read from it. A run without window measured for `durationMs` up to `asOf`.
 */
export function loadOfRun({ window, durationMs, legacy, target, coverage }: RunOf<'performance'>, asOf: string): Load {
  const to = window ? msOf(window.to) : msOf(asOf);
  const from = window ? msOf(window.from) : to - durationMs;
  const until = isoOf(Math.min(to, msOf(asOf)));
  const spanMs = to - from;
  return {
    ...loadOf(hourOf(spanMs > HOUR_MS ? until : isoOf(from)), until, legacy, target),
    ...(spanMs > HOUR_MS && { spanMs }),
    ...((coverage.skippedChunks > 0 || coverage.method === 'sample') && { partial: true as const }),
  };
}

/** One minute of telemetry; null where it names neither side. An `at` in the future counts as the time of receipt. */
export function loadOfPoint({ at, legacy, target }: MetricPoint, receivedAt: string): Load | null {
  if (!legacy && !target) return null;
  const asOf = isoOf(Math.min(msOf(at), msOf(receivedAt)));
  return loadOf(hourOf(asOf), asOf, legacy ?? NO_REQUESTS, target ?? NO_REQUESTS);
}

function loadOf(hour: string, asOf: string, legacy: Side, target: Side): Load {
  return {
    hour,
    legacyRequests: legacy.requests,
    legacyErrors: legacy.errors,
    legacyFailedTransactions: legacy.failedTransactions,
    legacyLatency: mergeHistograms([legacy.latency]),
    targetRequests: target.requests,
    targetErrors: target.errors,
    targetFailedTransactions: target.failedTransactions,
    targetLatency: mergeHistograms([target.latency]),
    asOf,
  };
}

/** Parts of one hour added up; their order does not matter. Null for none. */
export function mergeLoads(loads: readonly Load[]): Load | null {
  const [first, ...rest] = loads;
  return first ? rest.reduce(addLoads, first) : null;
}

function addLoads(a: Load, b: Load): Load {
  return {
    hour: a.hour,
    legacyRequests: a.legacyRequests + b.legacyRequests,
    legacyErrors: a.legacyErrors + b.legacyErrors,
    legacyFailedTransactions: a.legacyFailedTransactions + b.legacyFailedTransactions,
    legacyLatency: mergeHistograms([a.legacyLatency, b.legacyLatency]),
    targetRequests: a.targetRequests + b.targetRequests,
    targetErrors: a.targetErrors + b.targetErrors,
    targetFailedTransactions: a.targetFailedTransactions + b.targetFailedTransactions,
    targetLatency: mergeHistograms([a.targetLatency, b.targetLatency]),
    asOf: msOf(b.asOf) > msOf(a.asOf) ? b.asOf : a.asOf,
  };
}
