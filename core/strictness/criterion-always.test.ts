import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { criterionMetrics, evaluateCriterion, futureMetrics, metricOf } from '../criteria/registry.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from '../criteria/schema.ts';
import { NO_PLAN_FACTS } from '../evidence/plan-facts.ts';
import type { Evidence } from '../evidence/rollup.ts';
import { type Mark, markKey } from '../mark/schema.ts';
import { buildEvidence, type CheckSpec, idOf } from '../testing/build-evidence.ts';
import { countRun, fieldRun } from '../testing/build-run.ts';
import { directionOf } from './criterion.ts';

const define = (given: Partial<CriterionDefinition>): CriterionDefinition =>
  criterionDefinitionSchema.parse({ metric: 'field_match_rate', comparator: 'gt', threshold: '0.999', ...given });
const dataset = { kind: 'dataset', datasetId: idOf('payouts') } as const;

const anyDefinition: fc.Arbitrary<CriterionDefinition> = fc
  .record(
    {
      metric: fc.constantFrom(...criterionMetrics, ...futureMetrics),
      comparator: fc.constantFrom('lt', 'lte', 'gt', 'gte'),
      threshold: fc.constantFrom('0', '0.5', '0.98', '0.999', '1', '2', '3'),
      scope: fc.constantFrom({ kind: 'all' }, dataset, { kind: 'domain', domain: 'shop' }, { kind: 'wave', wave: 1 }),
      blocking: fc.boolean(),
      ownerTeam: fc.constantFrom(null, 'Finance'),
      gates: fc.constantFrom(['Ramp'], ['Ramp', 'Cutover']),
      windowDays: fc.constantFrom(1, 2, 7),
      options: fc.record(
        {
          weighting: fc.constantFrom('rows', 'money'),
          basis: fc.constantFrom('raw', 'adjudicated'),
          severity: fc.constantFrom('critical', 'major', 'minor'),
          item: fc.constantFrom('Pilot', 'Rest'),
          criticalOnly: fc.boolean(),
          voidGraceDays: fc.integer({ min: 0, max: 3 }),
          maxGapDays: fc.integer({ min: 1, max: 4 }),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['metric', 'comparator', 'threshold'] },
  )
  .map((given) => criterionDefinitionSchema.parse(given));

/** A definition and one that is like it but for a few fields, so that both directions come up. */
const anyChange = fc
  .tuple(
    anyDefinition,
    anyDefinition,
    fc.subarray(['comparator', 'threshold', 'scope', 'gates', 'windowDays', 'options'] as const),
  )
  .map(([before, other, fields]) => {
    const after: Record<string, unknown> = { ...before };
    for (const field of fields) after[field] = other[field];
    return { before, after: criterionDefinitionSchema.parse(after) };
  });

const now = new Date('2026-11-05T12:00:00Z');
const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    broken: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 4 }),
    silent: fc.subarray([1, 2, 3, 4]),
    open: fc.array(fc.constantFrom('critical', 'major', 'minor'), { maxLength: 3 }),
    marks: fc.array(fc.constantFrom('validated', 'failed', null), { minLength: 4, maxLength: 4 }),
  })
  .map(({ broken, silent, open, marks }) => {
    const days = [1, 2, 3, 4, 5].filter((day) => !silent.includes(day));
    const at = (day: number) => `2026-11-0${day}T11:00:00Z`;
    const checks = ['payouts', 'clicks'].flatMap((name, n): CheckSpec[] => [
      {
        dataset: name,
        kind: 'field_level',
        runs: days.map((day) => {
          const modified = broken[(day + n) % 4] ?? 0;
          return fieldRun(at(day), { identical: 1_000 - modified, modified }, {}, day * 10 + n);
        }),
      },
      {
        dataset: name,
        kind: 'record_count',
        runs: days.map((day) => countRun(at(day), 1_000, 1_000 - (broken[n] ?? 0), {}, day * 100 + n)),
      },
    ]);
    const evidence = buildEvidence({
      datasets: [{ name: 'payouts', criticality: 'critical' }, { name: 'clicks' }],
      checks,
      spans: open.map((severity, i) => ({
        discrepancyId: idOf(`d${i}`),
        number: i,
        title: '',
        datasetId: idOf(i % 2 === 0 ? 'payouts' : 'clicks'),
        severity,
        from: at(4),
        to: i === 2 ? at(5) : null,
      })),
      startedAt: '2026-11-01T00:00:00Z',
    });
    const members = ['ACME', 'Beta'].map((name) => ({ name, priority: 1 }));
    const cohorts = ['Pilot', 'Rest'].map((name, i) => ({
      name,
      wave: i + 1,
      pilot: i === 0,
      description: '',
      members,
    }));
    const said = cohorts.flatMap(({ name, members: all }, i) =>
      all.flatMap((member, j): [string, Mark][] => {
        const status = marks[i * 2 + j];
        if (!status) return [];
        const target = { part: 'cohorts' as const, name, member: member.name };
        return [
          [
            markKey(target),
            { ...target, status, note: '', evidence: null, dueOn: null, at: at(1), by: '', byId: null, runId: null },
          ],
        ];
      }),
    );
    return { ...evidence, plan: { ...NO_PLAN_FACTS, cohorts, marks: new Map(said) } };
  });

/** Whether it stands in the way at a gate. */
const blocks = (definition: CriterionDefinition, evidence: Evidence, gate: string) => {
  const { outcome } = evaluateCriterion(definition, evidence, now);
  const asked = definition.gates === undefined || definition.gates.includes(gate);
  return asked && outcome !== 'met' && outcome !== 'not_available';
};

describe('for every change', () => {
  test('what is not said to loosen opens no gate that was closed, whatever the evidence', () => {
    // Evidence is dear to make and cheap to judge.
    const known = fc.constantFrom(...fc.sample(anyEvidence, 60));
    let strict = 0;
    fc.assert(
      fc.property(anyChange, known, fc.constantFrom('Ramp', 'Cutover'), ({ before, after }, evidence, gate) => {
        if (directionOf(before, after) === 'loosens') return;
        strict += 1;
        if (blocks(before, evidence, gate)) expect(blocks(after, evidence, gate)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(strict).toBeGreaterThan(300);
  });

  test('what tightens loosens the other way round, and a change is nothing exactly where both ways are nothing', () => {
    fc.assert(
      fc.property(anyDefinition, anyDefinition, (a, b) => {
        expect(directionOf(a, a)).toBe(null);
        if (directionOf(a, b) === 'tightens') expect(directionOf(b, a)).toBe('loosens');
        expect(directionOf(a, b) === null).toBe(directionOf(b, a) === null);
      }),
      { numRuns: 2_000 },
    );
  });

  test('an easier threshold of any metric loosens', () => {
    for (const metric of criterionMetrics) {
      const more = metricOf(metric).better === 'more';
      const of = (threshold: string) => define({ metric, comparator: more ? 'gte' : 'lte', threshold });
      expect([metric, directionOf(of('2'), of('1'))]).toEqual([metric, more ? 'loosens' : 'tightens']);
      expect([metric, directionOf(of('1'), of('2'))]).toEqual([metric, more ? 'tightens' : 'loosens']);
    }
  });
});
