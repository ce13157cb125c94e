import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CriterionResult, Outcome, UnknownReason } from '../criteria/criterion-result.ts';
import { decide } from './decide.ts';
import type { JudgedCriterion } from './judged-criterion.ts';
import type { Blocker } from './schema.ts';

type State = { outcome: Outcome; unknownReason: UnknownReason | null };
const met: State = { outcome: 'met', unknownReason: null };
const waived: State = { outcome: 'waived', unknownReason: null };
const failed: State = { outcome: 'not_met', unknownReason: null };
const unknown = (unknownReason: UnknownReason): State => ({ outcome: 'unknown', unknownReason });

function criterion(state: State, blocking = true): JudgedCriterion {
  const result: CriterionResult = {
    ...state,
    value: null,
    bound: null,
    threshold: '0.999',
    unit: 'ratio',
    worst: null,
    pooled: null,
    evidence: { method: 'none', oldestAsOf: null, runIds: [] },
    headline: 'Field match rate',
    detail: '',
    gap: null,
    needsText: '',
    nowText: '',
  };
  const definition = {
    metric: 'field_match_rate',
    comparator: 'gt',
    threshold: '0.999',
    scope: { kind: 'all' },
    ownerTeam: null,
  } as const;
  return { id: '00000000-0000-7000-8000-000000000001', definition: { ...definition, blocking }, result, since: null };
}

describe('decide', () => {
  it.each([
    ['nothing set', [], 'no_go'],
    ['only advisory ones', [criterion(met, false)], 'no_go'],
    ['all met', [criterion(met), criterion(met)], 'go'],
    ['one failing', [criterion(met), criterion(failed)], 'no_go'],
    ['one never tested', [criterion(met), criterion(unknown('no_evidence'))], 'no_go'],
    ['one overdue', [criterion(met), criterion(unknown('stale'))], 'no_go'],
    ['one not proven', [criterion(met), criterion(unknown('inconclusive'))], 'no_go'],
    ['one waived', [criterion(met), criterion(waived)], 'conditional_go'],
    ['advisory failing', [criterion(met), criterion(failed, false)], 'conditional_go'],
    ['advisory unknown', [criterion(met), criterion(unknown('stale'), false)], 'conditional_go'],
    ['waived and failing', [criterion(waived), criterion(failed)], 'no_go'],
  ] as const)('%s: %s', (_, criteria, verdict) => {
    expect(decide(criteria).verdict).toBe(verdict);
  });

  it('says how many stand in the way and of what kind, worst first, advisory last', () => {
    const states = [unknown('no_evidence'), failed, unknown('inconclusive'), failed, met].map((s) => criterion(s));
    const decision = decide([criterion(failed, false), ...states]);
    expect(decision.headline).toBe('4 of 6 criteria stand in the way.');
    expect(decision.summary).toBe('Two are failing, one is not yet proven, one was never tested.');
    expect(decision.blockers.map((b) => b.standing)).toEqual(['failed', 'failed', 'not_proven', 'untested', 'failed']);
    expect(decide([criterion(met)]).headline).toBe('The one criterion is met.');
  });

  const anyState = fc.constantFrom(
    met,
    waived,
    failed,
    unknown('no_evidence'),
    unknown('stale'),
    unknown('inconclusive'),
  );
  const anyCriteria = fc.array(fc.tuple(anyState, fc.boolean()), { maxLength: 8 });
  const rank = { no_go: 0, conditional_go: 1, go: 2 } as const;

  it('never improves when a criterion gets worse or loses its evidence', () => {
    fc.assert(
      fc.property(
        anyCriteria,
        fc.nat(),
        fc.constantFrom(failed, unknown('no_evidence'), unknown('stale')),
        (given, at, worse) => {
          const before = given.map(([state, blocking]) => criterion(state, blocking));
          const after = given.map(([state, blocking], i) =>
            criterion(i === at % given.length ? worse : state, blocking),
          );
          expect(rank[decide(after).verdict]).toBeLessThanOrEqual(rank[decide(before).verdict]);
        },
      ),
    );
  });

  const reason = (blocking: boolean): Blocker => ({
    criterionId: null,
    standing: blocking ? 'frozen' : 'unapproved',
    blocking,
    headline: 'r',
    detail: '',
    gap: null,
    ownerTeam: null,
    since: null,
    link: { page: 'plan', datasetId: null },
  });

  it('never improves by a reason beside the criteria, and one that blocks is no-go', () => {
    fc.assert(
      fc.property(anyCriteria, fc.array(fc.boolean(), { maxLength: 3 }), fc.boolean(), (given, held, added) => {
        const criteria = given.map(([state, blocking]) => criterion(state, blocking));
        const before = decide(criteria, held.map(reason)).verdict;
        const after = decide(criteria, [...held, added].map(reason)).verdict;
        expect(rank[after]).toBeLessThanOrEqual(rank[before]);
        expect(after).not.toBe('go');
        if (added) expect(after).toBe('no_go');
      }),
    );
  });

  it('never becomes go where something is no-go and evidence is lost or gets worse, whatever else holds', () => {
    const lost = fc.constantFrom(failed, unknown('no_evidence'), unknown('stale'), unknown('inconclusive'));
    fc.assert(
      fc.property(anyCriteria, fc.array(fc.tuple(fc.nat(), lost), { maxLength: 8 }), (given, changes) => {
        const before = given.map(([state, blocking]) => criterion(state, blocking));
        const after = changes.reduce(
          (all, [at, worse]) =>
            all.map((one, i) => (i === at % all.length ? criterion(worse, one.definition.blocking) : one)),
          before,
        );
        if (decide(before).verdict === 'no_go') expect(decide(after).verdict).toBe('no_go');
      }),
    );
  });

  it('does not depend on the order of the criteria', () => {
    fc.assert(
      fc.property(anyCriteria, (given) => {
        const criteria = given.map(([state, blocking]) => criterion(state, blocking));
        expect(decide([...criteria].reverse()).verdict).toBe(decide(criteria).verdict);
      }),
    );
  });

  it('is go only when every blocking criterion is met', () => {
    fc.assert(
      fc.property(anyCriteria, (given) => {
        const { verdict } = decide(given.map(([state, blocking]) => criterion(state, blocking)));
        const blocking = given.filter(([, b]) => b);
        if (verdict === 'go') expect(blocking.length > 0 && blocking.every(([s]) => s.outcome === 'met')).toBe(true);
      }),
    );
  });
});
