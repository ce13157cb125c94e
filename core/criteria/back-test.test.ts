import { describe, expect, it, test } from 'vitest';
import { NO_PLAN_FACTS } from '../evidence/plan-facts.ts';
import type { Mark } from '../mark/schema.ts';
import { buildEvidence, type EvidenceSpec, idOf } from '../testing/build-evidence.ts';
import { fieldRun } from '../testing/build-run.ts';
import { backTest } from './back-test.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from './schema.ts';

const now = new Date('2026-11-09T12:00:00Z');
const run = (day: number, modified: number) =>
  fieldRun(`2026-11-0${day}T20:00:00Z`, { identical: 1_000 - modified, modified }, {}, day);
/** Of 1,000 rows 0, 2, 20, (nothing), 0, 1, 0 and 0 differ on the 1st to the 8th. */
const given: EvidenceSpec = {
  datasets: [{ name: 'payouts', criticality: 'critical' }],
  checks: [
    {
      dataset: 'payouts',
      kind: 'field_level',
      everyMs: 20 * 3_600_000,
      runs: [run(1, 0), run(2, 2), run(3, 20), run(5, 0), run(6, 1), run(7, 0), run(8, 0)],
    },
  ],
  startedAt: '2026-11-01T08:00:00Z',
};
const evidence = buildEvidence(given);
const define = (given: Partial<CriterionDefinition>) =>
  criterionDefinitionSchema.parse({ metric: 'row_match_rate', comparator: 'gte', threshold: '1', ...given });
const outcomes = (definition: CriterionDefinition, of = evidence, marks: Mark[] = []) =>
  backTest(definition, of, now, marks).days.map(({ outcome }) => outcome);

describe('on days that are over', () => {
  it('says what a threshold would have said, and what is not known apart', () => {
    expect(outcomes(define({}))).toEqual(['met', 'not_met', 'not_met', 'unknown', 'met', 'not_met', 'met', 'met']);
    expect(backTest(define({}), evidence, now, [])).toMatchObject({
      met: 4,
      unknown: 1,
      text: 'Would have been met on 4 of the last 8 days; 1 day unknown.',
    });
    expect(backTest(define({ threshold: '0.998' }), evidence, now, []).text).toBe(
      'Would have been met on 6 of the last 8 days; 1 day unknown.',
    );
    expect(backTest(define({ threshold: '0.9' }), evidence, now, []).met).toBe(7);
  });

  it('asks a streak at the end of each day, with what was open then', () => {
    const span = { discrepancyId: idOf('d'), number: 41, title: '', datasetId: idOf('payouts'), severity: 'critical' };
    const broken = buildEvidence({
      ...given,
      spans: [{ ...span, severity: 'critical', from: '2026-11-02T20:00:00Z', to: '2026-11-05T20:00:00Z' }],
    });
    const two = define({ metric: 'critical_free_streak', threshold: '2' });
    // Clean: 1, 6, 7, 8. The 2nd to the 5th are broken.
    expect(outcomes(two, broken)).toEqual([
      'not_met',
      'not_met',
      'not_met',
      'not_met',
      'not_met',
      'not_met',
      'met',
      'met',
    ]);
    const one = define({ metric: 'critical_free_streak', threshold: '1' });
    expect(outcomes(one, broken)).toEqual(['met', 'not_met', 'not_met', 'not_met', 'not_met', 'met', 'met', 'met']);
  });

  it('knows the marks of each day', () => {
    const plan = {
      ...NO_PLAN_FACTS,
      attestations: [{ name: 'Variances', statement: 'Understood.', team: null, validDays: null }],
    };
    const mark = (status: string, at: string): Mark => ({
      part: 'attestations',
      name: 'Variances',
      member: null,
      status,
      note: '',
      evidence: null,
      dueOn: null,
      at,
      by: 'Ada',
      byId: null,
      runId: null,
    });
    const marks = [mark('attested', '2026-11-03T09:00:00Z'), mark('withdrawn', '2026-11-05T09:00:00Z')];
    expect(outcomes(define({ metric: 'attestation' }), { ...evidence, plan }, marks)).toEqual([
      'unknown',
      'unknown',
      'met',
      'met',
      'not_met',
      'not_met',
      'not_met',
      'not_met',
    ]);
  });
});

test('what evidence says later changes no day before it', () => {
  const earlier = buildEvidence({
    ...given,
    checks: given.checks.map((check) => ({ ...check, runs: check.runs?.slice(0, 4) ?? [] })),
  });
  const definition = define({});
  expect(outcomes(definition).slice(0, 5)).toEqual(outcomes(definition, earlier).slice(0, 5));
});

test('reports that there is nothing to compare', () => {
  expect(backTest(define({}), evidence, new Date('2026-11-01T12:00:00Z'), []).text).toBe(
    'No day of the parallel run is over yet: there is nothing to test it on.',
  );
  expect(backTest(define({}), evidence, new Date('2026-11-02T12:00:00Z'), []).text).toBe(
    'Would have been met on the last day.',
  );
  expect(backTest(define({ metric: 'sign_offs' }), evidence, now, []).text).toContain('cannot be tested');
});
