import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Outcome } from '../criteria/criterion-result.ts';
import { notAvailable } from '../criteria/not-available.ts';
import { criterionDefinitionSchema } from '../criteria/schema.ts';
import { decide } from './decide.ts';
import { decideBoth, type JudgedGate } from './decide-both.ts';
import type { JudgedCriterion } from './judged-criterion.ts';

const criterion = (n: number, outcome: Outcome, blocking = true): JudgedCriterion => {
  const definition = criterionDefinitionSchema.parse({
    metric: 'coverage',
    comparator: 'gte',
    threshold: '1',
    blocking,
  });
  const unknownReason = outcome === 'unknown' ? ('no_evidence' as const) : null;
  const result = { ...notAvailable(definition, `Criterion ${n}`, 'nothing'), outcome, unknownReason };
  return { id: `00000000-0000-7000-8000-00000000000${n}`, definition, result, since: null };
};
const gate = (...criteria: JudgedCriterion[]): JudgedGate => ({ gate: 'Shadow', criteria, reasons: [] });
const change = { part: 'criteria', name: 'rows', title: 'criterion rows', at: '2026-11-18T09:00:00Z', by: 'Lea' };

describe('while something waits for a second person', () => {
  it('the worse verdict counts, and what stands in the way of one plan only is marked', () => {
    const [met, failed] = [criterion(1, 'met'), criterion(2, 'not_met')];
    const decision = decideBoth(gate(met, failed), gate(met), [change]);
    expect(decision).toMatchObject({
      verdict: 'no_go',
      headline: '1 of 2 criteria stands in the way.',
      blockers: [
        { standing: 'failed', onlyUnder: 'approved' },
        { standing: 'unapproved', detail: 'criterion rows by Lea', since: change.at },
      ],
      waiting: { approved: { verdict: 'no_go' }, standing: { verdict: 'go' }, changes: [change] },
    });
    expect(decideBoth(gate(met), gate(met, failed), [change])).toMatchObject({
      verdict: 'no_go',
      blockers: [{ standing: 'failed', onlyUnder: 'standing' }, { standing: 'unapproved' }],
    });
  });

  it('what stands in the way of both is named once', () => {
    const both = gate(criterion(1, 'not_met'), criterion(2, 'unknown'));
    const { blockers } = decideBoth(both, both, [change, { ...change, title: 'order of the phases', by: '' }]);
    expect(blockers.map(({ standing, onlyUnder = null }) => [standing, onlyUnder])).toEqual([
      ['failed', null],
      ['untested', null],
      ['unapproved', null],
    ]);
    expect(blockers.at(-1)).toMatchObject({
      headline: '2 changes of the plan wait for a second person',
      detail: 'criterion rows by Lea and order of the phases',
    });
  });

  it('all that is met is at best a conditional go', () => {
    expect(decideBoth(gate(criterion(1, 'met')), gate(criterion(1, 'met')), [change])).toMatchObject({
      verdict: 'conditional_go',
      summary: '1 change of the plan waits for a second person.',
    });
  });
});

const rank = { no_go: 0, conditional_go: 1, go: 2 } as const;
const gates = fc
  .array(fc.tuple(fc.nat(9), fc.constantFrom<Outcome>('met', 'not_met', 'unknown', 'waived'), fc.boolean()), {
    maxLength: 4,
  })
  .map((all) => gate(...all.map(([n, outcome, blocking]) => criterion(n, outcome, blocking))));

test('is never better than under either plan, whatever both ask', () => {
  fc.assert(
    fc.property(gates, gates, (approved, standing) => {
      const both = rank[decideBoth(approved, standing, [change]).verdict];
      for (const { criteria, reasons } of [approved, standing])
        expect(both).toBeLessThanOrEqual(rank[decide(criteria, reasons).verdict]);
      expect(both).toBeLessThan(rank.go);
    }),
  );
});
