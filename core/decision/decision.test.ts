import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type DecisionOutcome, decisionOutcomes } from '../phase/outcome.ts';
import { verdictSchema } from '../verdict/schema.ts';
import { findProposalProblems } from './find-proposal-problems.ts';
import { isDissent } from './is-dissent.ts';
import { isOverride } from './is-override.ts';
import { refusalToTake } from './refusal-to-take.ts';
import { proposalSchema, votes } from './schema.ts';

test('a vote dissents from what it did not ask for', () => {
  const table = Object.fromEntries(
    decisionOutcomes.map((outcome) => [outcome, votes.filter((vote) => isDissent(vote, outcome))]),
  );
  expect(table).toEqual({
    go: ['go_with_conditions', 'no_go'],
    go_with_conditions: ['no_go'],
    no_go: ['go', 'go_with_conditions'],
    extend: ['go', 'go_with_conditions'],
    roll_back: ['go', 'go_with_conditions'],
  });
});

describe('a proposal', () => {
  const condition = { text: 'Close D-4', owner: 'Finance', dueOn: '2026-12-01' };
  const pointers = (given: object, frozen: 'go' | 'conditional_go' | 'no_go' = 'go') =>
    findProposalProblems(proposalSchema.parse(given), frozen, '2026-12-01').map(({ pointer }) => pointer);
  it.each<[object, 'go' | 'conditional_go' | 'no_go', string[]]>([
    [{ outcome: 'go' }, 'go', []],
    [{ outcome: 'go' }, 'conditional_go', ['/reason']],
    [{ outcome: 'go' }, 'no_go', ['/reason']],
    [{ outcome: 'no_go', reason: '  ' }, 'no_go', ['/reason']],
    [{ outcome: 'go_with_conditions', reason: 'r' }, 'go', ['/conditions']],
    [{ outcome: 'go_with_conditions', reason: 'r', conditions: [condition] }, 'no_go', []],
    [
      { outcome: 'go_with_conditions', reason: 'r', conditions: [{ ...condition, dueOn: '2026-11-30' }] },
      'go',
      ['/conditions/0/dueOn'],
    ],
    [{ outcome: 'go', conditions: [condition] }, 'go', ['/conditions']],
    [{ outcome: 'extend', reason: 'r' }, 'go', ['/extendedTo']],
    [{ outcome: 'extend', reason: 'r', extendedTo: '2026-12-01' }, 'go', ['/extendedTo']],
    [{ outcome: 'extend', reason: 'r', extendedTo: '2026-12-02' }, 'go', []],
    [{ outcome: 'roll_back', reason: 'r', extendedTo: '2026-12-02' }, 'go', ['/extendedTo']],
  ])('%j on %s lacks %j', (given, frozen, expected) => {
    expect(pointers(given, frozen)).toEqual(expected);
  });
});

describe('taking a decision', () => {
  const verdict = fc.constantFrom(...verdictSchema.options);
  const person = fc.constantFrom('lead', 'finance', null);
  const given = fc.record({
    phase: fc.constantFrom('Shadow', 'Ramp', null),
    gate: fc.constantFrom('Shadow', 'Ramp', null),
    proposed: fc.record({
      outcome: fc.constantFrom<DecisionOutcome>(...decisionOutcomes),
      reason: fc.constantFrom('', 'why'),
      byId: fc.constantFrom('lead', 'finance'),
    }),
    secondedById: person,
    frozen: verdict,
    live: verdict,
    waits: fc.boolean(),
    freeze: fc.constantFrom(null, { name: 'Year-end', to: '2027-01-04T00:00:00Z' }),
  });

  it('never lets a go through against a no-go, frozen or live, without a reason and a second person', () => {
    fc.assert(
      fc.property(given, (one) => {
        if (refusalToTake(one) !== null || !isOverride(one.proposed.outcome, one)) return;
        expect(one.proposed.reason).not.toBe('');
        expect(one.secondedById).not.toBeNull();
        expect(one.secondedById).not.toBe(one.proposed.byId);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never leaves a phase in a freeze, nor one that is not the next', () => {
    fc.assert(
      fc.property(given, (one) => {
        const isGo = one.proposed.outcome === 'go' || one.proposed.outcome === 'go_with_conditions';
        if (isGo && (one.freeze !== null || one.phase !== one.gate)) expect(refusalToTake(one)).not.toBeNull();
        if (!isGo) expect(refusalToTake(one)).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('a worse verdict since the freeze, or a worse frozen one, never opens the way', () => {
    fc.assert(
      fc.property(given, (one) => {
        if (refusalToTake(one) === null) return;
        expect(refusalToTake({ ...one, live: 'no_go' })).not.toBeNull();
        expect(refusalToTake({ ...one, frozen: 'no_go' })).not.toBeNull();
        expect(refusalToTake({ ...one, waits: true })).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('says what is missing', () => {
    const override = {
      phase: 'Shadow',
      gate: 'Shadow',
      proposed: { outcome: 'go', reason: 'why', byId: 'lead' },
      secondedById: null,
      frozen: 'go',
      live: 'no_go',
      waits: false,
      freeze: null,
    } as const;
    expect(refusalToTake(override)).toEqual({
      code: 'FORBIDDEN',
      message: 'The verdict is no-go. Going against it needs a second person.',
    });
    expect(refusalToTake({ ...override, secondedById: 'lead' })?.code).toBe('FORBIDDEN');
    expect(refusalToTake({ ...override, secondedById: 'finance' })).toBeNull();
    expect(refusalToTake({ ...override, live: 'conditional_go' })).toBeNull();
    expect(refusalToTake({ ...override, live: 'conditional_go', waits: true })?.message).toBe(
      'Changes of the plan wait for approval. A go before they have it needs a second person.',
    );
  });
});
