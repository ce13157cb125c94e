import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criteriaOfGate } from './criteria-of-gate.ts';
import { decisionOutcomes } from './outcome.ts';
import { currentPhase, type GateDecision, phaseStates } from './phase-states.ts';

const start = '2026-11-01T00:00:00Z';
const names = ['Shadow', 'Ramp', 'Full'];
const decided = (phase: string, outcome: GateDecision['outcome'], day: number): GateDecision => ({
  phase,
  outcome,
  decidedAt: new Date(Date.parse(start) + day * 86_400_000).toISOString(),
});

describe('where a migration stands', () => {
  it('begins with the first phase, and moves on by decisions to go alone', () => {
    const at = (...decisions: GateDecision[]) => phaseStates(names, decisions, start).map(({ state }) => state);
    expect(at()).toEqual(['current', 'ahead', 'ahead']);
    expect(at(decided('Shadow', 'no_go', 1), decided('Shadow', 'extend', 2))).toEqual(['current', 'ahead', 'ahead']);
    expect(at(decided('Shadow', 'go_with_conditions', 3))).toEqual(['left', 'current', 'ahead']);
    expect(at(decided('Ramp', 'go', 2))).toEqual(['current', 'ahead', 'ahead']);
    // A decision about a phase before it began says nothing.
    expect(at(decided('Ramp', 'go', 2), decided('Shadow', 'go', 3))).toEqual(['left', 'current', 'ahead']);
    const all = [decided('Shadow', 'go', 1), decided('Ramp', 'go', 2), decided('Full', 'go', 3)];
    expect(at(...all)).toEqual(['left', 'left', 'left']);
    expect(currentPhase(phaseStates(names, all, start))).toBeNull();
    expect(phaseStates(names, all, start)[1]).toMatchObject({
      startedAt: all[0]?.decidedAt,
      leftAt: all[1]?.decidedAt,
    });
  });

  it('never has two current phases, nor one ahead of a current one that is left', () => {
    const anyDecision = fc.record({
      phase: fc.constantFrom(...names),
      outcome: fc.constantFrom(...decisionOutcomes),
      decidedAt: fc.integer({ min: 0, max: 99 }).map((day) => decided('', 'go', day).decidedAt),
    });
    fc.assert(
      fc.property(fc.array(anyDecision, { maxLength: 12 }), (decisions) => {
        const said = phaseStates(names, decisions, start)
          .map(({ state }) => state[0])
          .join('');
        expect(said).toMatch(/^l*c?a*$/);
        expect(
          phaseStates(names, [...decisions].reverse(), start)
            .map(({ state }) => state[0])
            .join(''),
        ).toBe(said);
      }),
    );
  });
});

it('asks at a gate what belongs to it, and what belongs to every one', () => {
  const criteria = [{ key: 'a' }, { key: 'b', gates: ['Ramp'] }, { key: 'c', gates: ['Shadow', 'Full'] }];
  const keys = (phase: string | null) => criteriaOfGate(criteria, phase).map((one) => ('key' in one ? one.key : ''));
  expect(keys('Shadow')).toEqual(['a', 'c']);
  expect(keys('Ramp')).toEqual(['a', 'b']);
  expect(keys(null)).toEqual(['a', 'b', 'c']);
});
