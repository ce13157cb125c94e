import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Metric } from '../criteria/metric.ts';
import { streakOfCriterion } from '../criteria/metrics/critical-free-streak.ts';
import { criterionMetrics, evaluateCriterion, metricOf } from '../criteria/registry.ts';
import { pastTrends, trendOf } from '../criteria/trend.ts';
import type { EnteredWindow } from '../evidence/plan-facts.ts';
import type { Evidence } from '../evidence/rollup.ts';
import { planParts } from '../part/plan-parts.ts';
import {
  CHECKS,
  DAYS,
  evidenceOf,
  FIRST,
  type History,
  histories,
  items,
  plans,
  spanOf,
  withFound,
} from '../testing/histories.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/units.ts';
import { applyWaivers, type Waiver } from '../waiver/apply-waiver.ts';
import { decide } from './decide.ts';
import { holdsUntil, pastHoldsUntil } from './holds-until.ts';
import { otherReasons } from './other-reasons.ts';

const START = Date.parse(`${FIRST}T00:00:00Z`);
const iso = (ms: number) => new Date(ms).toISOString();

type Plan = (typeof plans extends fc.Arbitrary<infer P> ? P : never)[number];
type Scenario = { criteria: Plan[]; evidence: Evidence; waivers: Waiver[]; now: number; share: number };

/** Milliseconds of a minute: what happens on the minute proves nothing here. */
const jitters = fc.array(fc.nat(59_999), { minLength: 40, maxLength: 40 });
const LAG_LIMIT_MS = 20 * HOUR_MS;
const VALID_DAYS = 2;

/** The evidence of a history whose moments lie anywhere in their minute, with a calendar, a limit to doubt and marks that expire. */
function scenarioOf(history: History, jitter: readonly number[]): { evidence: Evidence; moments: number[][] } {
  let next = 0;
  const off = (instant: string | number) => {
    const ms = typeof instant === 'number' ? instant : Date.parse(instant);
    next += 1;
    return iso(ms + (jitter[next % jitter.length] ?? 0));
  };
  const made = evidenceOf(history);
  const entries = [
    { kind: 'freeze', name: 'Quarter', from: off(START + 2 * DAY_MS), to: off(START + 3 * DAY_MS) },
    { kind: 'month_end', name: 'October', from: off(START - DAY_MS), to: off(START + DAY_MS) },
    // So long ago that it is soon forgotten, and looked at only because it began in the parallel run.
    { kind: 'month_end', name: 'September', from: off(START - 59 * DAY_MS), to: off(START - 57 * DAY_MS) },
  ] as const;
  const windows: EnteredWindow[] = entries.map((entry) => ({
    entry: planParts.calendar.schema.parse(entry),
    enteredAt: iso(START),
  }));
  const { scenarios, attestations, marks } = made.plan;
  const evidence: Evidence = {
    ...made,
    startedAt: iso(START - 61 * DAY_MS),
    windows,
    checks: made.checks.map((check) => ({
      ...check,
      tolerances: { ...check.tolerances, lagLimitMs: LAG_LIMIT_MS },
      latest: check.latest && { ...check.latest, asOf: off(check.latest.asOf), dueAt: off(check.latest.dueAt) },
    })),
    spans: made.spans.map((span) => ({ ...span, from: off(span.from), to: span.to && off(span.to) })),
    plan: {
      ...made.plan,
      scenarios: scenarios.map((item) => ({ ...item, validDays: VALID_DAYS })),
      attestations: attestations.map((item) => ({ ...item, validDays: VALID_DAYS + 1 })),
      marks: new Map([...marks].map(([key, mark]) => [key, { ...mark, at: off(mark.at) }])),
    },
  };
  // By what makes something change then, so that each of them is looked at as often.
  const moments = [
    evidence.checks.flatMap(({ latest }) => (latest ? [Date.parse(latest.dueAt)] : [])),
    evidence.checks.flatMap(({ latest }) => (latest ? [Date.parse(latest.asOf) + LAG_LIMIT_MS] : [])),
    evidence.spans.flatMap(({ from, to }) => [Date.parse(from), ...(to ? [Date.parse(to)] : [])]),
    windows.flatMap(({ entry }) => [Date.parse(entry.from), Date.parse(entry.to)]),
    windows.map(({ entry }) => Date.parse(entry.to) + 60 * DAY_MS),
    [...evidence.plan.marks.values()].flatMap(({ at }) =>
      [0, VALID_DAYS, VALID_DAYS + 1].map((days) => Date.parse(at) + days * DAY_MS),
    ),
  ];
  return { evidence, moments };
}

const scenarios: fc.Arbitrary<Scenario> = fc
  .tuple(
    plans,
    histories,
    fc.boolean(),
    fc.boolean(),
    jitters,
    fc.nat(1_000),
    fc.integer({ min: -60_000, max: 2 }),
    fc.nat(1_000),
  )
  .map(([criteria, history, isDoubtful, isWaived, jitter, which, before, share]) => {
    const { evidence, moments } = scenarioOf(
      isDoubtful ? withFound(history, 0, DAYS - 1, 'doubtful') : history,
      jitter,
    );
    const [decided = 0, expires = 0] = jitter;
    const waivers = (isWaived ? criteria : []).map(
      ({ id }): Waiver => ({
        criterionId: id,
        reason: 'known',
        requestedById: 'lea',
        approved: true,
        decidedById: 'fin',
        decidedAt: iso(START + DAY_MS + decided),
        expiresAt: iso(START + 4 * DAY_MS + expires),
        withdrawnAt: null,
      }),
    );
    const waived = waivers.flatMap((one) => [Date.parse(one.decidedAt ?? ''), Date.parse(one.expiresAt)]);
    const kinds = [...moments, waived].filter((kind) => kind.length > 0);
    const kind = kinds[which % kinds.length] ?? [];
    return { criteria, evidence, waivers, now: (kind[share % kind.length] ?? START) + before, share };
  });

/** Cycles as the server reads them: those of the last two months. */
function at({ evidence }: Pick<Scenario, 'evidence'>, now: number): Evidence {
  const cycles = evidence.windows.flatMap(({ entry: { kind, name, from, to } }) =>
    kind === 'month_end' && Date.parse(to) > now - 60 * DAY_MS ? [{ name, from, to }] : [],
  );
  return { ...evidence, plan: { ...evidence.plan, cycles } };
}

/** Due within what is looked at; its day ends at a midnight. */
const conditions = [
  {
    decision: 1,
    text: 'Drill',
    owner: 'BI',
    dueOn: new Date(START + 2 * DAY_MS).toISOString().slice(0, 10),
    decidedAt: iso(START),
  },
];

/** Everything the page says, but for the moment itself. */
function said(scenario: Scenario, ms: number) {
  const [evidence, now] = [at(scenario, ms), new Date(ms)];
  const criteria = scenario.criteria.map(({ id, definition }) => ({
    id,
    definition,
    result: applyWaivers(evaluateCriterion(definition, evidence, now), id, scenario.waivers, now),
    since: null,
  }));
  return {
    ...decide(criteria, otherReasons({ timeZone: 'UTC', windows: evidence.windows, conditions, now })),
    results: criteria.map(({ result }) => result),
    streaks: criteria
      .filter(({ definition }) => definition.metric === 'critical_free_streak')
      .map(({ definition }) => streakOfCriterion(definition, evidence, now)),
  };
}

/** Slow, so on its own. */
const trendsAt = (scenario: Scenario, ms: number) =>
  scenario.criteria.map(({ definition }) =>
    trendOf(definition, at(scenario, ms), new Date(ms)).map(({ value }) => value),
  );

const untilOf = (scenario: Scenario) =>
  holdsUntil({ evidence: at(scenario, scenario.now), waivers: scenario.waivers }, new Date(scenario.now));

describe('time alone', () => {
  test('changes nothing before the moment that is stated', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const until = untilOf(scenario);
        expect(until).toBeGreaterThan(scenario.now);
        expect(until - scenario.now).toBeLessThanOrEqual(60_000);
        const then = scenario.now + Math.floor(((until - 1 - scenario.now) * scenario.share) / 1_000);
        const now = said(scenario, scenario.now);
        expect(said(scenario, until - 1)).toEqual(now);
        expect(said(scenario, then)).toEqual(now);
      }),
      { numRuns: 150 },
    );
  });

  test('changes no trend before it', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(trendsAt(scenario, untilOf(scenario) - 1)).toEqual(trendsAt(scenario, scenario.now));
        const past = (ms: number) =>
          pastTrends(
            scenario.criteria.map(({ definition }) => definition),
            at(scenario, ms),
            new Date(ms),
          );
        expect(past(pastHoldsUntil(at(scenario, scenario.now), new Date(scenario.now)) - 1)).toEqual(
          past(scenario.now),
        );
      }),
      { numRuns: 10 },
    );
  });

  test('does change something at many of these moments', () => {
    const changed = fc
      .sample(scenarios, 60)
      .filter(
        (scenario) =>
          JSON.stringify(said(scenario, untilOf(scenario))) !== JSON.stringify(said(scenario, scenario.now)),
      );
    expect(changed.length).toBeGreaterThan(5);
  });
});

/** All is well, and then a discrepancy stays open: of one history each figure is known, of the other it grows older. */
const walked = [[], [spanOf(1, null), spanOf(2, 30, 'minor')]].map((spans) => {
  const found = Array.from({ length: CHECKS }, () => Array.from({ length: DAYS }, () => 'sound' as const));
  const marks = Object.fromEntries(items.map(([part, , , done]) => [part, done]));
  const { evidence } = scenarioOf({ found, spans, marks }, [34_567, 12_345, 45_678, 23_456]);
  return (ms: number) => at({ evidence }, ms);
});
const [asked = []] = fc.sample(plans, 1);

/** Moments at which the metric says something else, but for begins of minutes, found by looking every hour and halving in between. */
function changesOf(metric: Metric, evidenceAt: (ms: number) => Evidence): number[] {
  const definition = asked.find((one) => one.definition.metric === metric.id)?.definition;
  if (!definition) throw new Error(`Nothing asks for ${metric.id}.`);
  const saidAt = (ms: number) => JSON.stringify(metric.evaluate(definition, evidenceAt(ms), new Date(ms)));
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
  const found = walked.map((evidenceAt) => {
    const all = changesOf(metric, evidenceAt);
    const named = (ms: number) => metric.changesAt.flatMap((moments) => moments(evidenceAt(ms - 1), new Date(ms - 1)));
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
