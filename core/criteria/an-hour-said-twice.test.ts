import { describe, expect, test } from 'vitest';
import type { Load } from '../evidence/figures.ts';
import type { Run } from '../run/schema.ts';
import { buildEvidence } from '../testing/build-evidence.ts';
import { performanceRun } from '../testing/build-run.ts';
import { evaluateCriterion } from './registry.ts';
import { criterionDefinitionSchema } from './schema.ts';

const NOW = new Date('2026-11-21T12:30:00Z');
const HOUR = '2026-11-21T11:00:00Z';

type Side = { requests: number; bad: number; ms: string };

function telemetry({ requests, bad, ms }: Side, hour = HOUR): Load {
  const latency = requests > 0 ? [{ upToMs: ms, count: requests }] : [];
  return {
    hour,
    asOf: hour,
    legacyRequests: requests,
    legacyErrors: 0,
    legacyFailedTransactions: 0,
    legacyLatency: latency,
    targetRequests: requests,
    targetErrors: bad,
    targetFailedTransactions: bad,
    targetLatency: latency,
  };
}

function run({ requests, bad, ms }: Side): Run {
  const made = performanceRun(HOUR, '2026-11-21T12:00:00Z', requests, ms);
  if (made.kind !== 'performance') throw new Error('It is no performance run.');
  return { ...made, target: { ...made.target, errors: bad, failedTransactions: bad } };
}

const metrics = {
  response_time_at_peak: { comparator: 'lte', threshold: '400' },
  error_rate: { comparator: 'lt', threshold: '0.01' },
  failed_transaction_rate: { comparator: 'lt', threshold: '0.01' },
} as const;

/** What each metric says of runs and hours of telemetry. */
function outcomes(runs: readonly Run[], hours: readonly Load[]) {
  const evidence = buildEvidence({
    datasets: [{ name: 'api' }],
    checks: [{ dataset: 'api', kind: 'performance', everyMs: 86_400_000, runs, hours }],
  });
  return Object.entries(metrics).map(([metric, limits]) => {
    const definition = criterionDefinitionSchema.parse({ metric, ...limits });
    return evaluateCriterion(definition, evidence, NOW).outcome;
  });
}

const FAILS = ['not_met', 'not_met', 'not_met'];
const MEETS = ['met', 'met', 'met'];
const bad: Side = { requests: 10_000, bad: 5_000, ms: '5000' };
const good: Side = { requests: 10_000, bad: 0, ms: '50' };

describe('an hour of which telemetry and runs both say something', () => {
  test('meets where both do', () => {
    expect(outcomes([run(good)], [])).toEqual(MEETS);
    expect(outcomes([run(good)], [telemetry(good)])).toEqual(MEETS);
  });

  test.each([
    ['a minute of it', { requests: 1_000, bad: 0, ms: '10' }],
    ['as many requests', good],
    ['so many requests that the others are no peak', { requests: 10_000_000, bad: 0, ms: '10' }],
    ['none', { requests: 0, bad: 0, ms: '10' }],
    ['one that is bad', { requests: 1, bad: 1, ms: '10' }],
  ])('fails where the run does, with telemetry of %s', (_, side) => {
    expect(outcomes([run(bad)], [telemetry(side)])).toEqual(FAILS);
  });

  test.each([
    ['a few requests', { requests: 1_000, bad: 0, ms: '10' }],
    ['a great many', { requests: 10_000_000, bad: 0, ms: '10' }],
  ])('fails where telemetry does, with a run of %s', (_, side) => {
    expect(outcomes([run(side)], [telemetry(bad)])).toEqual(FAILS);
  });

  test('a minute beside a run that saw enough takes nothing of it', () => {
    expect(outcomes([run(good)], [telemetry({ requests: 10, bad: 0, ms: '10' })])).toEqual(MEETS);
  });

  test('a minute by itself is not enough for what a run of a few requests left open', () => {
    const few = { requests: 40, bad: 0, ms: '10' };
    expect(outcomes([run(few)], [telemetry(few)])).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

test('the worst of some hours is the one that moves the rate of all of them most', () => {
  // By itself each of the two of the later hour is within the limit; with the hour before it the larger one is not.
  const before = telemetry({ requests: 10_000, bad: 95, ms: '50' }, '2026-11-21T10:00:00Z');
  const later = { requests: 10_000, bad: 110, ms: '50' };
  expect(outcomes([run(later)], [before, telemetry({ requests: 100, bad: 2, ms: '50' })])[1]).toBe('not_met');
});
