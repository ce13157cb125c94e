import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { streakOfCriterion } from '../criteria/metrics/critical-free-streak.ts';
import { evaluateCriterion } from '../criteria/registry.ts';
import { pastTrends, trendOf } from '../criteria/trend.ts';
import type { Evidence } from '../evidence/rollup.ts';
import { DAYS, histories, plans, withFound } from '../testing/histories.ts';
import { evidenceAt, iso, START, timedEvidence } from '../testing/timed-evidence.ts';
import { DAY_MS } from '../time/units.ts';
import { applyWaivers, type Waiver } from '../waiver/apply-waiver.ts';
import { decide } from './decide.ts';
import { holdsUntil, pastHoldsUntil } from './holds-until.ts';
import { otherReasons } from './other-reasons.ts';

type Plan = (typeof plans extends fc.Arbitrary<infer P> ? P : never)[number];
type Scenario = { criteria: Plan[]; evidence: Evidence; waivers: Waiver[]; now: number; share: number };

/** Milliseconds of a minute: what happens on the minute proves nothing here. */
const jitters = fc.array(fc.nat(59_999), { minLength: 40, maxLength: 40 });
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
    const { evidence, moments } = timedEvidence(
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
  const [evidence, now] = [evidenceAt(scenario.evidence, ms), new Date(ms)];
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
    trendOf(definition, evidenceAt(scenario.evidence, ms), new Date(ms)).map(({ value }) => value),
  );

const untilOf = (scenario: Scenario) =>
  holdsUntil(
    { evidence: evidenceAt(scenario.evidence, scenario.now), waivers: scenario.waivers },
    new Date(scenario.now),
  );

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
            evidenceAt(scenario.evidence, ms),
            new Date(ms),
          );
        expect(past(pastHoldsUntil(evidenceAt(scenario.evidence, scenario.now), new Date(scenario.now)) - 1)).toEqual(
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
