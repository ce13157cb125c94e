import { describe, expect, test } from 'vitest';
import type { Load } from '../evidence/figures.ts';
import type { Run } from '../run/schema.ts';
import { buildEvidence } from '../testing/build-evidence.ts';
import { performanceRun } from '../testing/build-run.ts';
import { isoOf } from '../time/instant.ts';
import { HOUR_MS, MINUTE_MS } from '../time/units.ts';
import { evaluateCriterion } from './registry.ts';
import { criterionDefinitionSchema } from './schema.ts';

const NOW = new Date('2026-11-21T12:30:00Z');

type Side = { requests: number; bad: number; ms: string };
const bad = (requests: number): Side => ({ requests, bad: requests / 2, ms: '5000' });
const good = (requests: number): Side => ({ requests, bad: 0, ms: '50' });

/** An hour of telemetry, so many hours before this one. */
function telemetry({ requests, bad: failing, ms }: Side, hoursAgo: number): Load {
  const latency = [{ upToMs: ms, count: requests }];
  const hour = isoOf(Date.parse('2026-11-21T12:00:00Z') - hoursAgo * HOUR_MS);
  return {
    hour,
    asOf: hour,
    legacyRequests: requests,
    legacyErrors: 0,
    legacyFailedTransactions: 0,
    legacyLatency: latency,
    targetRequests: requests,
    targetErrors: failing,
    targetFailedTransactions: failing,
    targetLatency: latency,
  };
}

/** A run of so many minutes that ended so many minutes ago. */
function run({ requests, bad: failing, ms }: Side, minutes: number, agoMinutes: number, n = 1): Run {
  const to = NOW.getTime() - agoMinutes * MINUTE_MS;
  const made = performanceRun(isoOf(to - minutes * MINUTE_MS), isoOf(to), requests, ms, requests, n);
  if (made.kind !== 'performance') throw new Error('It is no performance run.');
  return { ...made, target: { ...made.target, errors: failing, failedTransactions: failing } };
}

const metrics = {
  response_time_at_peak: { comparator: 'lte', threshold: '400' },
  error_rate: { comparator: 'lt', threshold: '0.01' },
  failed_transaction_rate: { comparator: 'lt', threshold: '0.01' },
} as const;

function results(runs: readonly Run[], hours: readonly Load[]) {
  const evidence = buildEvidence({
    datasets: [{ name: 'api' }],
    checks: [{ dataset: 'api', kind: 'performance', everyMs: 86_400_000, runs, hours }],
  });
  return Object.entries(metrics).map(([metric, limits]) => {
    const definition = criterionDefinitionSchema.parse({ metric, ...limits });
    return evaluateCriterion(definition, evidence, NOW);
  });
}
const outcomes = (runs: readonly Run[], hours: readonly Load[]) => results(runs, hours).map(({ outcome }) => outcome);
const atPeak = (runs: readonly Run[], hours: readonly Load[]) => outcomes(runs, hours)[0];

const FAILS = ['not_met', 'not_met', 'not_met'];

describe('a run of more than an hour', () => {
  test.each([61, 120, 3_000])('fails all three if it is bad, in %i minutes', (minutes) => {
    const long = run(bad(1_000_000), minutes, 2);
    expect(outcomes([long], [])).toEqual(FAILS);
    expect(outcomes([long], [telemetry(good(1_000), 0)])).toEqual(FAILS);
    expect(outcomes([long], [telemetry(good(1_000), 1)])).toEqual(FAILS);
    expect(results([long], [])[0]?.detail).toContain(
      `p95 at 1,000,000 requests in ${minutes.toLocaleString('en')} min`,
    );
  });

  test('shows no peak if it is good, but rates', () => {
    expect(outcomes([run(good(1_000_000), 120, 2)], [])).toEqual(['unknown', 'met', 'met']);
  });

  test('makes no hour too small to say something', () => {
    expect(atPeak([run(good(1_000_000), 120, 2)], [telemetry(good(1_000), 0)])).toBe('met');
  });

  test('is answered by a later hour that carries as much by the hour, or by a later run as long', () => {
    const long = run(bad(1_000_000), 120, 180);
    expect(atPeak([long], [telemetry(good(499_999), 1)])).toBe('not_met');
    expect(atPeak([long], [telemetry(good(500_000), 1)])).toBe('met');
    const later = (requests: number) => [long, run(good(requests), 120, 2, 2)];
    expect(atPeak(later(999_999), [telemetry(good(1_000), 0)])).toBe('not_met');
    expect(atPeak(later(1_000_000), [telemetry(good(1_000), 0)])).toBe('met');
  });

  test('answers no hour: any hour of it may have been as slow', () => {
    expect(atPeak([run(good(1_000_000), 90, 2)], [telemetry(bad(10_000), 4), telemetry(good(9_000), 0)])).toBe(
      'not_met',
    );
  });
});

describe('what failed under a load', () => {
  test.each([12_501, 10_000_000])('is no less slow beside an earlier hour of %i', (requests) => {
    expect(atPeak([run(bad(10_000), 1, 2)], [telemetry(good(requests), 2)])).toBe('not_met');
    expect(atPeak([], [telemetry(good(requests), 2), telemetry(bad(10_000), 0)])).toBe('not_met');
    expect(atPeak([run(good(requests), 1, 180), run(bad(10_000), 1, 2, 2)], [])).toBe('not_met');
    expect(atPeak([run(good(requests), 1, 180)], [telemetry(bad(10_000), 0)])).toBe('not_met');
  });

  test('is answered by what came later and carried no less', () => {
    expect(atPeak([run(bad(10_000), 1, 180)], [telemetry(good(9_999), 0)])).toBe('not_met');
    expect(atPeak([run(bad(10_000), 1, 180)], [telemetry(good(12_501), 0)])).toBe('met');
    expect(atPeak([], [telemetry(bad(10_000), 3), telemetry(good(12_501), 0)])).toBe('met');
    expect(atPeak([run(bad(10_000), 1, 180), run(good(12_501), 1, 2, 2)], [])).toBe('met');
    expect(atPeak([run(good(12_501), 1, 2)], [telemetry(bad(10_000), 3)])).toBe('met');
  });

  test('is not answered within its hour by telemetry, nor by a run that measured an earlier time', () => {
    expect(atPeak([run(bad(10_000), 1, 10)], [telemetry(good(12_501), 0)])).toBe('not_met');
    const earlier = { ...run(good(12_501), 1, 180, 2), asOf: run(good(1), 1, 1).asOf };
    expect(atPeak([run(bad(10_000), 1, 10), earlier], [])).toBe('not_met');
  });

  test('counts of telemetry with too few requests for a percentile only where that is the peak', () => {
    expect(atPeak([], [telemetry(good(12_501), 2), telemetry(bad(58), 0)])).toBe('met');
    expect(atPeak([], [telemetry(good(12_501), 2), telemetry(bad(60), 0)])).toBe('not_met');
  });
});
