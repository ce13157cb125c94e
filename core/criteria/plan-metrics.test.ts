import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../evidence/rollup.ts';
import { marksInForce } from '../mark/marks-in-force.ts';
import type { Mark } from '../mark/schema.ts';
import { buildEvidence } from '../testing/build-evidence.ts';
import { criterionResultSchema } from './criterion-result.ts';
import { evaluateCriterion } from './registry.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from './schema.ts';

const now = new Date('2026-11-21T09:00:00Z');

function judge(definition: Partial<CriterionDefinition>, evidence: Evidence) {
  const defined = criterionDefinitionSchema.parse({ comparator: 'gte', threshold: '1', ...definition });
  return criterionResultSchema.parse(evaluateCriterion(defined, evidence, now));
}

describe('what the plan lists', () => {
  const mark = (part: Mark['part'], name: string, status: string, more: Partial<Mark> = {}): Mark => ({
    part,
    name,
    member: null,
    status,
    note: '',
    evidence: null,
    dueOn: null,
    at: '2026-11-20T08:00:00Z',
    by: 'Ada',
    byId: null,
    runId: null,
    ...more,
  });
  const evidence = (marks: Mark[]): Evidence => {
    const made = buildEvidence({ datasets: [], checks: [] });
    const scenario = (name: string, validDays: number | null = null) => ({
      name,
      description: '',
      domain: null,
      team: null,
      validDays,
    });
    return {
      ...made,
      plan: {
        ...made.plan,
        scenarios: [scenario('Refund'), scenario('Payout', 2)],
        inventory: [
          { name: 'Nightly feed', kind: 'integration', description: '', critical: true, team: null },
          { name: 'Old report', kind: 'report', description: '', critical: false, team: null },
        ],
        cohorts: [
          {
            name: 'Pilot',
            wave: 1,
            pilot: true,
            description: '',
            members: [
              { name: 'ACME', priority: 1 },
              { name: 'Zenith', priority: 2 },
            ],
          },
          { name: 'Rest', wave: 2, pilot: false, description: '', members: [{ name: 'Other', priority: 5 }] },
        ],
        attestations: [{ name: 'Variances', statement: 'Understood and accepted.', team: null, validDays: null }],
        marks: marksInForce(marks),
      },
    };
  };
  const passed = (name: string, more: Partial<Mark> = {}) => mark('scenarios', name, 'passed', more);
  const validated = (member: string, status = 'validated', name = 'Pilot') => mark('cohorts', name, status, { member });

  test.each<[string, Partial<CriterionDefinition>, Mark[], string]>([
    ['all passed', { metric: 'scenario_pass_rate' }, [passed('Refund'), passed('Payout')], 'met'],
    ['one not run', { metric: 'scenario_pass_rate' }, [passed('Refund')], 'unknown'],
    [
      'one skipped',
      { metric: 'scenario_pass_rate' },
      [passed('Refund'), mark('scenarios', 'Payout', 'skipped')],
      'unknown',
    ],
    [
      'one failed',
      { metric: 'scenario_pass_rate' },
      [passed('Refund'), mark('scenarios', 'Payout', 'failed')],
      'not_met',
    ],
    [
      'one failed, the other open',
      { metric: 'scenario_pass_rate' },
      [mark('scenarios', 'Payout', 'failed')],
      'not_met',
    ],
    ['enough all the same', { metric: 'scenario_pass_rate', threshold: '0.5' }, [passed('Refund')], 'met'],
    [
      'a pass that is too old',
      { metric: 'scenario_pass_rate' },
      [passed('Refund'), passed('Payout', { at: '2026-11-18T08:00:00Z' })],
      'unknown',
    ],
    [
      'a pass from the future',
      { metric: 'scenario_pass_rate' },
      [passed('Refund'), passed('Payout', { at: '2026-11-22T08:00:00Z' })],
      'unknown',
    ],
    [
      'a cohort',
      { metric: 'cohort_validated', options: { item: 'Pilot' } },
      [validated('ACME'), validated('Zenith')],
      'met',
    ],
    ['every cohort', { metric: 'cohort_validated' }, [validated('ACME'), validated('Zenith')], 'unknown'],
    [
      'a wave',
      { metric: 'cohort_validated', scope: { kind: 'wave', wave: 1 } },
      [validated('ACME'), validated('Zenith', 'failed')],
      'not_met',
    ],
    ['an unknown cohort', { metric: 'cohort_validated', options: { item: 'Nobody' } }, [], 'unknown'],
    [
      'critical inventory',
      { metric: 'inventory_documented', options: { criticalOnly: true } },
      [mark('inventory', 'Nightly feed', 'documented')],
      'met',
    ],
    ['all inventory', { metric: 'inventory_documented' }, [mark('inventory', 'Nightly feed', 'documented')], 'unknown'],
    [
      'attested',
      { metric: 'attestation', options: { item: 'Variances' } },
      [mark('attestations', 'Variances', 'attested')],
      'met',
    ],
    ['withdrawn', { metric: 'attestation' }, [mark('attestations', 'Variances', 'withdrawn')], 'not_met'],
    ['never said', { metric: 'attestation' }, [], 'unknown'],
  ])('%s', (_, definition, marks, outcome) => {
    const result = judge(definition, evidence(marks));
    expect(result.outcome, JSON.stringify(result)).toBe(outcome);
    expect(result.unknownReason === null).toBe(outcome !== 'unknown');
  });

  test('an empty plan proves nothing', () => {
    for (const metric of ['scenario_pass_rate', 'cohort_validated', 'inventory_documented', 'attestation'] as const) {
      expect(judge({ metric }, buildEvidence({ datasets: [], checks: [] })).outcome).toBe('unknown');
    }
  });

  test('taking a mark away never makes it met', () => {
    const states = fc.constantFrom('passed', 'failed', 'skipped', null);
    fc.assert(
      fc.property(states, states, fc.constantFrom('0.4', '0.5', '1'), (a, b, threshold) => {
        const marks = [a && mark('scenarios', 'Refund', a), b && mark('scenarios', 'Payout', b)].filter(
          (one) => one !== null,
        );
        const met = (list: Mark[]) =>
          judge({ metric: 'scenario_pass_rate', threshold }, evidence(list)).outcome === 'met';
        if (met(marks.slice(1))) expect(met(marks) || marks[0]?.status !== 'passed').toBe(true);
      }),
    );
  });
});
