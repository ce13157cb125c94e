import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CriterionResult } from '../criteria/criterion-result.ts';
import { notAvailable } from '../criteria/not-available.ts';
import { criterionDefinitionSchema } from '../criteria/schema.ts';
import { decide } from '../verdict/decide.ts';
import { applyWaivers, type Waiver } from './apply-waiver.ts';

const now = new Date('2026-11-15T00:00:00Z');
const ids = ['a', 'b', 'c'];
const people = fc.constantFrom('lead', 'finance', null);
const time = fc.constantFrom(
  '2026-11-10T00:00:00Z',
  '2026-11-14T23:59:59Z',
  '2026-11-15T00:00:00Z',
  '2026-11-20T00:00:00Z',
);

const anyWaiver: fc.Arbitrary<Waiver> = fc.record({
  criterionId: fc.constantFrom(...ids),
  reason: fc.constant('for a while'),
  requestedById: people,
  approved: fc.constantFrom(true, true, true, false, null),
  decidedById: people,
  decidedAt: fc.option(time, { freq: 9 }),
  expiresAt: time,
  withdrawnAt: fc.option(time, { freq: 1 }),
});
const anyCriteria = fc
  .tuple(
    ...ids.map((id) =>
      fc.record({
        id: fc.constant(id),
        blocking: fc.boolean(),
        outcome: fc.constantFrom('met', 'not_met', 'unknown', 'not_available'),
      }),
    ),
  )
  .map((all) =>
    all.map(({ id, blocking, outcome }) => {
      const definition = criterionDefinitionSchema.parse({
        metric: 'coverage',
        comparator: 'gte',
        threshold: '1',
        blocking,
      });
      const unknownReason = outcome === 'unknown' ? ('no_evidence' as const) : null;
      const result: CriterionResult = { ...notAvailable(definition, 'Coverage', ''), outcome, unknownReason };
      return { id, definition, result, since: null };
    }),
  );

test('a waiver never makes go of what was not, at most a conditional go; and makes nothing worse', () => {
  const order = ['no_go', 'conditional_go', 'go'];
  let waived = 0;
  fc.assert(
    fc.property(anyCriteria, fc.array(anyWaiver, { maxLength: 6 }), (criteria, waivers) => {
      const without = decide(criteria).verdict;
      const judged = criteria.map((one) => ({ ...one, result: applyWaivers(one.result, one.id, waivers, now) }));
      const verdict = decide(judged).verdict;
      if (without !== 'go') expect(verdict).not.toBe('go');
      expect(order.indexOf(verdict)).toBeGreaterThanOrEqual(order.indexOf(without));
      for (const { id, result } of judged) {
        if (result.outcome !== 'waived') continue;
        waived += 1;
        const by = waivers.filter(({ criterionId, approved, decidedById, requestedById }) => {
          return criterionId === id && approved === true && decidedById !== null && decidedById !== requestedById;
        });
        expect(by.some(({ expiresAt }) => Date.parse(expiresAt) > now.getTime())).toBe(true);
      }
    }),
    { numRuns: 5_000 },
  );
  expect(waived).toBeGreaterThan(100);
});
