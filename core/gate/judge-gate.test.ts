import { describe, expect, it } from 'vitest';
import type { JudgedCriterion } from '../verdict/judged-criterion.ts';
import type { Blocker, Verdict } from '../verdict/schema.ts';
import { judgeGate } from './judge-gate.ts';

const blocker = (standing: Blocker['standing'], blocking = true): Blocker => ({
  criterionId: null,
  standing,
  blocking,
  headline: standing,
  detail: '',
  gap: null,
  ownerTeam: null,
  since: null,
  link: { page: 'evidence', datasetId: null },
});

const waived: JudgedCriterion = {
  id: '01a1fd74-4e1b-774c-9d79-86cd43fe3b00',
  definition: {
    metric: 'coverage',
    comparator: 'gte',
    threshold: '1',
    scope: { kind: 'all' },
    blocking: true,
    ownerTeam: 'BI',
  },
  result: {
    outcome: 'waived',
    unknownReason: null,
    value: '0.9',
    bound: null,
    threshold: '1',
    unit: 'ratio',
    worst: null,
    pooled: null,
    evidence: { method: 'full', oldestAsOf: null, runIds: [] },
    headline: 'Coverage is 90 %',
    detail: '',
    gap: '10 points below 100 %',
    needsText: '≥ 100 %',
    nowText: '90 %',
  },
  since: null,
};

type Row = [Verdict, Blocker[], JudgedCriterion[], boolean, 'pass' | 'not_met' | 'unknown'];
const table: Row[] = [
  ['go', [], [], false, 'pass'],
  ['no_go', [blocker('failed')], [], false, 'not_met'],
  ['no_go', [blocker('failed')], [], true, 'not_met'],
  ['no_go', [blocker('frozen')], [], false, 'not_met'],
  ['no_go', [blocker('failed'), blocker('untested')], [], false, 'not_met'],
  ['no_go', [blocker('untested'), blocker('stale'), blocker('not_proven')], [], true, 'unknown'],
  // What is only advisory does not stand in the way of a no-go.
  ['no_go', [blocker('untested'), blocker('failed', false)], [], false, 'unknown'],
  // Nothing is asked, so nothing is proven.
  ['no_go', [], [], true, 'unknown'],
  ['conditional_go', [blocker('failed', false)], [], false, 'not_met'],
  ['conditional_go', [blocker('untested', false)], [], false, 'unknown'],
  ['conditional_go', [blocker('unapproved', false)], [], false, 'not_met'],
  ['conditional_go', [blocker('unapproved', false)], [], true, 'not_met'],
  ['conditional_go', [], [waived], false, 'not_met'],
  ['conditional_go', [blocker('untested', false)], [waived], false, 'not_met'],
  ['conditional_go', [blocker('failed', false)], [waived], true, 'pass'],
];

describe('the answer of a gate', () => {
  it.each(table)('%s with %j, waived %j, conditional enough %j: %s', (verdict, blockers, criteria, enough, result) => {
    expect(judgeGate({ verdict, blockers }, criteria, enough)).toMatchObject({ result, pass: result === 'pass' });
  });

  it('names what is waived, with whose it is and what is missing', () => {
    expect(judgeGate({ verdict: 'conditional_go', blockers: [] }, [waived], true).reasons).toMatchObject([
      { standing: 'waived', blocking: false, ownerTeam: 'BI', gap: '10 points below 100 %' },
    ]);
  });
});
