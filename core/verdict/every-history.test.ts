import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateCriterion } from '../criteria/registry.ts';
import { criteriaOfGate } from '../phase/criteria-of-gate.ts';
import {
  CHECKS,
  DAYS,
  evidenceOf,
  GATES,
  type History,
  histories,
  items,
  NOW,
  plans,
  spanOf,
  withFound,
} from '../testing/histories.ts';
import { type Found, founds } from '../testing/history-runs.ts';
import { applyWaivers, type Waiver } from '../waiver/apply-waiver.ts';
import { type Decision, decide } from './decide.ts';
import { decideBoth } from './decide-both.ts';
import type { WaitingChange } from './schema.ts';

type Plan = (typeof plans extends fc.Arbitrary<infer P> ? P : never)[number];
/** What people decided, beside the evidence. */
type Ruling = { criteria: Plan[]; gate: string | null; waivers: Waiver[]; waiting: WaitingChange[] };

const waiverOf = (criterionId: string, more: Partial<Waiver> = {}): Waiver => ({
  criterionId,
  reason: 'known',
  requestedById: 'lea',
  approved: true,
  decidedById: 'fin',
  decidedAt: '2026-11-12T00:00:00Z',
  expiresAt: '2026-12-01T00:00:00Z',
  withdrawnAt: null,
  ...more,
});
const change = { part: 'costs', name: 'k', title: 'cost k', at: '2026-11-12T00:00:00Z', by: 'Lea' };

const rulings: fc.Arbitrary<Ruling> = fc
  .tuple(
    plans,
    fc.constantFrom(null, ...GATES),
    fc.array(fc.nat(30), { maxLength: 4 }),
    fc.nat(5).map((n) => n === 0),
  )
  .map(([criteria, gate, waived, waits]) => ({
    criteria,
    gate,
    waivers: waived.flatMap((i) => criteria[i] ?? []).map(({ id }) => waiverOf(id)),
    waiting: waits ? [change] : [],
  }));

function resultsOf({ criteria, gate, waivers }: Ruling, history: History, order?: (days: number[]) => number[]) {
  const evidence = evidenceOf(history, order);
  return criteriaOfGate(
    criteria.map((one) => ({ ...one, gates: one.definition.gates })),
    gate,
  ).map(({ id, definition }) => {
    const result = applyWaivers(evaluateCriterion(definition, evidence, NOW), id, waivers, NOW);
    return { id, definition, result, since: null };
  });
}

function judge(ruling: Ruling, history: History, order?: (days: number[]) => number[]): Decision {
  const { waiting, gate } = ruling;
  const criteria = resultsOf(ruling, history, order);
  const judged = { gate, criteria, reasons: [] };
  return waiting.length > 0 ? decideBoth(judged, judged, waiting) : decide(criteria);
}

const rank = { no_go: 0, conditional_go: 1, go: 2 } as const;
const rankOf = (ruling: Ruling, history: History) => rank[judge(ruling, history).verdict];
/** As many as one likes by hand. */
const RUNS = { numRuns: 80 };

test('histories of every verdict are among those looked at', () => {
  const seen = fc.sample(fc.tuple(rulings, histories), 120).map(([ruling, history]) => judge(ruling, history).verdict);
  expect(new Set(seen)).toEqual(new Set(['go', 'conditional_go', 'no_go']));
});

describe('missing evidence never makes a verdict better', () => {
  test('a check that was silent on a day on which nothing was wrong', () => {
    fc.assert(
      fc.property(rulings, histories, fc.nat(CHECKS - 1), fc.nat(DAYS - 1), (ruling, history, check, day) => {
        const sound = withFound(history, check, day, 'sound');
        expect(rankOf(ruling, withFound(sound, check, day, null))).toBeLessThanOrEqual(rankOf(ruling, sound));
      }),
      RUNS,
    );
  });

  test('a check that is silent from a day on, whatever it would have said', () => {
    fc.assert(
      fc.property(rulings, histories, fc.nat(CHECKS - 1), fc.nat(DAYS - 1), (ruling, history, check, from) => {
        const days = Array.from({ length: DAYS - from }, (_, i) => from + i);
        const silent = days.reduce((all, day) => withFound(all, check, day, null), history);
        expect(rankOf(ruling, silent)).toBeLessThanOrEqual(rankOf(ruling, history));
      }),
      RUNS,
    );
  });

  test('a plan of which nobody said that it is done', () => {
    fc.assert(
      fc.property(rulings, histories, fc.constantFrom(...items), (ruling, history, [part]) => {
        const unsaid = { ...history, marks: { ...history.marks, [part]: null } };
        expect(rankOf(ruling, unsaid)).toBeLessThanOrEqual(rankOf(ruling, history));
      }),
      RUNS,
    );
  });
});

describe('worse evidence never makes a verdict better', () => {
  const worse: fc.Arbitrary<Found> = fc.constantFrom(...founds.filter((found) => found !== 'sound'));

  test('a run that finds something, or proves nothing, where one was sound', () => {
    fc.assert(
      fc.property(
        rulings,
        histories,
        fc.nat(CHECKS - 1),
        fc.nat(DAYS - 1),
        worse,
        (ruling, history, check, day, what) => {
          const sound = withFound(history, check, day, 'sound');
          expect(rankOf(ruling, withFound(sound, check, day, what))).toBeLessThanOrEqual(rankOf(ruling, sound));
        },
      ),
      RUNS,
    );
  });

  test('one critical discrepancy more, open or closed again', () => {
    fc.assert(
      fc.property(rulings, histories, fc.nat(DAYS - 1), fc.option(fc.nat(40)), (ruling, history, day, hours) => {
        const more = { ...history, spans: [...history.spans, spanOf(day, hours)] };
        expect(rankOf(ruling, more)).toBeLessThanOrEqual(rankOf(ruling, history));
      }),
      RUNS,
    );
  });

  test('something of the plan that failed', () => {
    fc.assert(
      fc.property(rulings, histories, fc.constantFrom(...items), (ruling, history, [part, , , , failed]) => {
        const after = { ...history, marks: { ...history.marks, [part]: failed } };
        expect(rankOf(ruling, after)).toBeLessThanOrEqual(rankOf(ruling, history));
      }),
      RUNS,
    );
  });
});

describe('what people decide', () => {
  test('a waiver makes no go, and one that has expired, was refused or was approved by who asked changes nothing', () => {
    const none: Partial<Waiver>[] = [
      { expiresAt: NOW.toISOString() },
      { approved: false },
      { approved: null, decidedById: null, decidedAt: null },
      { decidedById: 'lea' },
      { withdrawnAt: '2026-11-13T00:00:00Z' },
    ];
    fc.assert(
      fc.property(rulings, histories, fc.nat(18), fc.constantFrom(...none), (ruling, history, at, more) => {
        const id = ruling.criteria[at]?.id ?? '';
        const before = judge({ ...ruling, waivers: [] }, history);
        const waived = judge({ ...ruling, waivers: [waiverOf(id)] }, history);
        if (before.verdict !== 'go') expect(waived.verdict).not.toBe('go');
        expect(judge({ ...ruling, waivers: [waiverOf(id, more)] }, history)).toEqual(before);
      }),
      RUNS,
    );
  });

  test('a change that nobody else approved is never go', () => {
    fc.assert(
      fc.property(rulings, histories, (ruling, history) => {
        expect(judge({ ...ruling, waiting: [change] }, history).verdict).not.toBe('go');
      }),
      RUNS,
    );
  });

  test('go means that everything the gate asks is met, and nothing is waived', () => {
    fc.assert(
      fc.property(rulings, histories, (ruling, history) => {
        if (judge(ruling, history).verdict !== 'go') return;
        const outcomes = new Set(resultsOf(ruling, history).map(({ result }) => result.outcome));
        expect([...outcomes]).toEqual(['met']);
      }),
      RUNS,
    );
  });
});

test('the order of arrival never changes what is said', () => {
  const order = fc.shuffledSubarray(
    Array.from({ length: DAYS }, (_, day) => day),
    { minLength: DAYS },
  );
  fc.assert(
    fc.property(rulings, histories, order, (ruling, history, days) => {
      expect(judge(ruling, history, () => days)).toEqual(judge(ruling, history));
    }),
    RUNS,
  );
});
