import { describe, expect, test } from 'vitest';
import type { Load } from '../evidence/figures.ts';
import type { Run } from '../run/schema.ts';
import { buildEvidence } from '../testing/build-evidence.ts';
import { performanceRun } from '../testing/build-run.ts';
import { HOUR_MS } from '../time/units.ts';
import { evaluateCriterion } from './registry.ts';
import { criterionDefinitionSchema } from './schema.ts';
import { carriedUntilMs } from './traffic-gap.ts';

const definitions = [
  { metric: 'response_time_at_peak', comparator: 'lte', threshold: '400' },
  { metric: 'error_rate', comparator: 'lt', threshold: '0.01' },
  { metric: 'failed_transaction_rate', comparator: 'lt', threshold: '0.01' },
].map((given) => criterionDefinitionSchema.parse(given));

const run = (day: number, requests: number, n: number): Run =>
  performanceRun(`2026-11-${day}T10:00:00Z`, `2026-11-${day}T11:00:00Z`, requests, '50', requests, n);

function hour(at: string, requests: number): Load {
  const latency = requests > 0 ? [{ upToMs: '50', count: requests }] : [];
  return {
    hour: at,
    asOf: at,
    legacyRequests: requests,
    legacyErrors: 0,
    legacyFailedTransactions: 0,
    legacyLatency: latency,
    targetRequests: requests,
    targetErrors: 0,
    targetFailedTransactions: 0,
    targetLatency: latency,
  };
}

type TrafficInputs = { runs?: readonly Run[]; hours?: readonly Load[]; everyMs?: number };
const evidenceOf = (given: TrafficInputs) =>
  buildEvidence({ datasets: [{ name: 'api' }], checks: [{ dataset: 'api', kind: 'performance', ...given }] });
/** What all three metrics say alike. */
function said(given: TrafficInputs, now: string): [string, string] {
  const results = definitions.map((definition) => evaluateCriterion(definition, evidenceOf(given), new Date(now)));
  const each = results.map(({ outcome, unknownReason, detail }): [string, string] => [
    unknownReason ?? outcome,
    detail,
  ]);
  const [first = ['', '']] = each;
  if (first[0] !== 'met') for (const one of each) expect(one).toEqual(first);
  else expect(new Set(each.map(([outcome]) => outcome))).toEqual(new Set(['met']));
  return first;
}

describe('a run without requests', () => {
  test('keeps nothing met that an earlier one proved', () => {
    expect(said({ runs: [run(20, 5_000, 1)] }, '2026-11-20T12:00:00Z')[0]).toBe('met');
    const emptied = said({ runs: [run(20, 5_000, 1), run(21, 0, 2)] }, '2026-11-21T11:30:00Z');
    expect(emptied).toEqual(['no_evidence', 'the newest run measured no request on the target']);
  });

  test('counts no more once a newer run, or telemetry, measured some', () => {
    const runs = [run(20, 5_000, 1), run(21, 0, 2)];
    expect(said({ runs: [...runs, run(22, 5_000, 3)] }, '2026-11-22T12:00:00Z')[0]).toBe('met');
    expect(said({ runs, hours: [hour('2026-11-21T12:00:00Z', 5_000)] }, '2026-11-21T12:30:00Z')[0]).toBe('met');
    expect(said({ runs, hours: [hour('2026-11-21T09:00:00Z', 5_000)] }, '2026-11-21T12:30:00Z')[0]).toBe('no_evidence');
  });
});

describe('telemetry of a side that stands still', () => {
  const hours = (quiet: number) => [
    hour('2026-11-20T00:00:00Z', 5_000),
    ...Array.from({ length: quiet }, (_, i) => hour(new Date(Date.UTC(2026, 10, 20, i + 1)).toISOString(), 0)),
  ];
  const given = (quiet: number) => ({ hours: hours(quiet), everyMs: HOUR_MS });

  test('speaks for a day: a service may sleep at night', () => {
    expect(said(given(23), '2026-11-20T23:30:00Z')[0]).toBe('met');
    expect(said(given(24), '2026-11-21T00:00:00Z')[0]).toBe('met');
    expect(said(given(24), '2026-11-21T00:00:00.001Z')).toEqual([
      'no_evidence',
      'the target has carried no request since 2026-11-20 00:00 UTC',
    ]);
  });

  test('or for as long as its check may take', () => {
    const [check] = evidenceOf({ hours: hours(1), everyMs: 72 * HOUR_MS }).checks;
    expect(check && carriedUntilMs(check)).toBe(Date.parse('2026-11-20T00:00:00Z') + 73 * HOUR_MS);
    const [none] = evidenceOf({ hours: [hour('2026-11-20T00:00:00Z', 0)] }).checks;
    expect(none && carriedUntilMs(none)).toBeNull();
  });
});
