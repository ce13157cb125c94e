import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Metric } from '../criteria/metric.ts';
import { criterionMetrics, metricOf } from '../criteria/registry.ts';
import type { Load } from '../evidence/figures.ts';
import type { Evidence } from '../evidence/rollup.ts';
import { CHECKS, DAYS, items, plans, spanOf, withFound } from '../testing/histories.ts';
import { evidenceAt, iso, START, timedEvidence } from '../testing/timed-evidence.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/units.ts';

/** An hour of telemetry in which the target carried so many requests. */
function loadAt(ms: number, requests: number): Load {
  const latency = requests === 0 ? [] : [{ upToMs: '50', count: requests }];
  return {
    hour: iso(Math.floor(ms / HOUR_MS) * HOUR_MS),
    asOf: iso(ms),
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

/** Of one history each figure is known; of the other discrepancies are open, rows in doubt, and telemetry goes on when the target carries nothing. */
const walked = [true, false].map((isSound) => {
  const found = Array.from({ length: CHECKS }, () => Array.from({ length: DAYS }, () => 'sound' as const));
  const marks = Object.fromEntries(items.map(([part, , , done]) => [part, done]));
  const sound = { found, spans: [], marks };
  const spans = [spanOf(1, null), spanOf(2, 30)];
  const history = isSound ? sound : withFound({ ...sound, spans }, 0, DAYS - 1, 'doubtful');
  const { evidence } = timedEvidence(history, [34_567, 12_345, 45_678, 23_456]);
  const last = START + (DAYS - 1) * DAY_MS + 15 * HOUR_MS;
  const hours = isSound ? [] : [loadAt(last + 83_456, 5_000), loadAt(last + 9 * HOUR_MS + 75_678, 0)];
  const checks = evidence.checks.map((check) => (check.kind === 'performance' ? { ...check, hours } : check));
  return (ms: number) => evidenceAt({ ...evidence, checks }, ms);
});
const [asked = []] = fc.sample(plans, 1);

/** Moments at which the metric says something else, but for begins of minutes, found by looking every hour and halving in between. */
function changesOf(metric: Metric, evidenceOn: (ms: number) => Evidence): number[] {
  const definition = asked.find((one) => one.definition.metric === metric.id)?.definition;
  if (!definition) throw new Error(`Nothing asks for ${metric.id}.`);
  const saidAt = (ms: number) => JSON.stringify(metric.evaluate(definition, evidenceOn(ms), new Date(ms)));
  const changes: number[] = [];
  let before = START - DAY_MS;
  while (before < START + (DAYS + 2) * DAY_MS) {
    const said = saidAt(before);
    let [same, after] = [before, before + HOUR_MS];
    if (saidAt(after) !== said) {
      while (after - same > 1) {
        const middle = Math.floor((same + after) / 2);
        if (saidAt(middle) === said) same = middle;
        else after = middle;
      }
      changes.push(after);
    }
    before = after;
  }
  return changes.filter((ms) => ms % MINUTE_MS > 1);
}

/** Changes, and those among them that no moment of the metric names. */
function changesByTime(metric: Metric): { all: string[]; unnamed: string[] } {
  const found = walked.map((evidenceOn) => {
    const all = changesOf(metric, evidenceOn);
    const named = (ms: number) => metric.changesAt.flatMap((moments) => moments(evidenceOn(ms - 1), new Date(ms - 1)));
    return { all, unnamed: all.filter((ms) => !named(ms).includes(ms)) };
  });
  return {
    all: found.flatMap(({ all }) => all.map(iso)),
    unnamed: found.flatMap(({ unnamed }) => unnamed.map(iso)),
  };
}

describe('a metric changes by time alone at no moment but those that its descriptor names in `changesAt`', () => {
  test.each(criterionMetrics)('%s', (id) => {
    const { all, unnamed } = changesByTime(metricOf(id));
    expect(unnamed).toEqual([]);
    expect(all).not.toEqual([]);
  });

  test('the hours since one was opened are found', () => {
    const metric = metricOf('open_discrepancies');
    const evaluate: Metric['evaluate'] = (requirement, evidence, now) => {
      const [from = now.getTime()] = evidence.spans.map((span) => Date.parse(span.from));
      const hours = Math.ceil((now.getTime() - from) / HOUR_MS);
      return { ...metric.evaluate(requirement, evidence, now), value: String(hours) };
    };
    expect(changesByTime({ ...metric, evaluate }).unnamed.length).toBeGreaterThan(24);
  });
});
