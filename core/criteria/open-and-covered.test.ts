import { describe, expect, test } from 'vitest';
import type { DiscrepancySpan, Evidence } from '../evidence/rollup.ts';
import { type Run, runSchema } from '../run/schema.ts';
import { buildEvidence, type CheckSpec, idOf } from '../testing/build-evidence.ts';
import { countRun, envelopeAt, fieldRun, sampleRun } from '../testing/build-run.ts';
import { criterionResultSchema } from './criterion-result.ts';
import { evaluateCriterion } from './registry.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from './schema.ts';

const at = '2026-11-21T08:00:00Z';
const now = new Date('2026-11-21T09:00:00Z');

function judge(definition: Partial<CriterionDefinition>, evidence: Evidence) {
  const defined = criterionDefinitionSchema.parse({ comparator: 'gte', threshold: '1', ...definition });
  return criterionResultSchema.parse(evaluateCriterion(defined, evidence, now));
}

describe('open discrepancies', () => {
  const span = (severity: DiscrepancySpan['severity'], to: string | null): DiscrepancySpan => ({
    discrepancyId: severity,
    number: 7,
    title: 'amount differs',
    datasetId: idOf('payouts'),
    severity,
    from: '2026-11-20T08:00:00Z',
    to,
  });
  const evidence = (spans: DiscrepancySpan[], runs: Run[] = [fieldRun(at)]) =>
    buildEvidence({
      datasets: [{ name: 'payouts' }],
      checks: [{ dataset: 'payouts', kind: 'field_level', runs }],
      spans,
    });
  const none = {
    metric: 'open_discrepancies',
    comparator: 'lte',
    threshold: '0',
    options: { severity: 'major' as const },
  } as const;

  test('counts those at least as severe, and needs somebody to have looked', () => {
    expect(judge(none, evidence([]))).toMatchObject({ outcome: 'met', value: '0' });
    expect(judge(none, evidence([span('minor', null)])).outcome).toBe('met');
    expect(judge(none, evidence([span('critical', null)]))).toMatchObject({
      outcome: 'not_met',
      value: '1',
      gap: 'must be 0',
    });
    expect(judge(none, evidence([span('major', '2026-11-21T07:00:00Z')])).outcome).toBe('met');
    expect(judge(none, evidence([], []))).toMatchObject({ outcome: 'unknown', unknownReason: 'no_evidence' });
    expect(judge(none, evidence([span('critical', null)], [])).outcome).toBe('not_met');
    expect(judge(none, { ...evidence([]), datasets: [] }).outcome).toBe('unknown');
  });
});

describe('that none is open', () => {
  const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-21T00:00:00Z' };
  const asked = { metric: 'open_discrepancies', comparator: 'lte', threshold: '0' } as const;
  const evidence = (run: Run, criticality: 'critical' | 'normal' = 'critical', other?: CheckSpec) =>
    buildEvidence({
      datasets: [{ name: 'payouts', criticality }],
      checks: [{ dataset: 'payouts', kind: 'field_level', runs: [run] }, ...(other ? [other] : [])],
    });

  test.each([
    ['a sample of one', sampleRun(at, { identical: 1 }, 1_000_000), 'only a sample was looked at, 1 of 1,000,000'],
    [
      'a sample of nearly all',
      sampleRun(at, { identical: 999_999 }, 1_000_000),
      'only a sample was looked at, 999,999 of 1,000,000',
    ],
    ['a window', fieldRun(at, {}, { window }), 'only 1 Nov to 21 Nov was looked at'],
    [
      'skipped chunks',
      fieldRun(at, {}, { coverage: { method: 'full', population: 200, compared: 100, skippedChunks: 1 } }),
      '1 chunk skipped',
    ],
    ['suspected rows', fieldRun(at, { suspectedLegacy: 2, suspectedTarget: 2 }), '2 rows suspected'],
  ])('is not proven by %s', (_, run, what) => {
    const result = judge(asked, evidence(run));
    expect(result).toMatchObject({
      outcome: 'unknown',
      unknownReason: 'inconclusive',
      value: null,
      nowText: 'not proven',
    });
    expect(result.detail).toBe(`payouts: field-level check: ${what}`);
    // In a dataset that cannot have one so severe it is enough that somebody looked.
    const critical = { ...asked, options: { severity: 'critical' as const } };
    expect(judge(critical, evidence(run, 'normal')).outcome).toBe('met');
    expect(judge(critical, evidence(run)).outcome).toBe('unknown');
    expect(judge(asked, evidence(run, 'normal')).outcome).toBe('unknown');
  });

  test('needs all that finds what nothing else does, and no more', () => {
    const skipped = { coverage: { method: 'full' as const, population: 200, compared: 100, skippedChunks: 1 } };
    const count: CheckSpec = { dataset: 'payouts', kind: 'record_count', runs: [countRun(at, 100, 100, skipped)] };
    expect(judge(asked, evidence(fieldRun(at), 'critical', count)).outcome).toBe('met');
    const totals = (target: string | null): CheckSpec => ({
      dataset: 'payouts',
      kind: 'aggregate',
      runs: [
        runSchema.parse({
          ...envelopeAt(at),
          kind: 'aggregate',
          coverage: { method: 'full', population: 2, compared: 2 },
          aggregates: [
            { name: 'sum', keys: {}, legacy: '1', target: '1', unit: '' },
            { name: 'max', keys: {}, legacy: target, target, unit: '' },
          ],
        }),
      ],
    });
    expect(judge(asked, evidence(fieldRun(at), 'critical', totals('5'))).outcome).toBe('met');
    expect(judge(asked, evidence(fieldRun(at), 'critical', totals(null)))).toMatchObject({
      unknownReason: 'inconclusive',
    });
  });
});

describe('coverage', () => {
  const checks = (more: Partial<CheckSpec> = {}): CheckSpec[] => [
    { dataset: 'payouts', kind: 'field_level', runs: [fieldRun(at)], ...more },
    { dataset: 'payouts', kind: 'record_count', runs: [countRun(at, 100, 100)] },
  ];
  const evidence = (given: CheckSpec[], cycles: Evidence['plan']['cycles'] = []): Evidence => {
    const made = buildEvidence({ datasets: [{ name: 'payouts' }], checks: given });
    return { ...made, plan: { ...made.plan, cycles } };
  };
  const whole = { metric: 'coverage' } as const;

  test('names every cell without fresh evidence', () => {
    expect(judge(whole, evidence(checks()))).toMatchObject({ outcome: 'met', value: '1' });
    expect(judge(whole, evidence(checks().slice(0, 1)))).toMatchObject({ outcome: 'not_met', gap: '1 gap in 3 cells' });
    expect(judge(whole, evidence([])).detail).toContain('missing: record-count check, field-level check and columns');
    expect(judge(whole, evidence([...checks(), { dataset: 'payouts', kind: 'checksum', runs: [] }])).outcome).toBe(
      'not_met',
    );
    expect(judge(whole, { ...evidence(checks()), datasets: [] }).outcome).toBe('unknown');
  });

  test('asks for each month-end that has ended', () => {
    const october = { name: 'October close', from: '2026-11-01T00:00:00Z', to: '2026-11-03T00:00:00Z' };
    const december = { name: 'December close', from: '2026-12-31T00:00:00Z', to: '2027-01-02T00:00:00Z' };
    expect(judge(whole, evidence(checks(), [december])).outcome).toBe('met');
    expect(judge(whole, evidence(checks(), [october]))).toMatchObject({
      outcome: 'not_met',
      detail: 'payouts: missing: October close',
    });
    const then = checks({ runs: [fieldRun('2026-11-04T08:00:00Z', {}, {}, 1), fieldRun(at, {}, {}, 2)] });
    expect(judge(whole, evidence(then, [october])).outcome).toBe('met');
  });

  test('takes for a month-end what was read once it was over, and all of it', () => {
    const october = { name: 'October close', from: '2026-11-01T00:00:00Z', to: '2026-11-03T00:00:00Z' };
    const evening = { ...october, to: '2026-11-03T18:00:00Z' };
    const read = (time: string, more = {}) => checks({ runs: [fieldRun(time, {}, more, 1), fieldRun(at, {}, {}, 2)] });
    const covered = (cycle: typeof october, given: CheckSpec[]) =>
      judge(whole, evidence(given, [cycle])).outcome === 'met';
    const times = ['2026-11-01T00:00:01Z', '2026-11-02T23:59:59Z', '2026-11-03T00:00:00Z', '2026-11-03T17:59:59Z'];
    const later = ['2026-11-03T18:00:00Z', '2026-11-06T23:00:00Z', '2026-11-07T00:00:00Z'];
    const said = (cycle: typeof october) => [...times, ...later].map((time) => covered(cycle, read(time)));
    expect(said(october)).toEqual([false, false, true, true, true, true, false]);
    expect(said(evening)).toEqual([false, false, false, false, true, true, false]);
    const window = { from: october.from, to: october.to };
    expect(covered(october, read('2026-11-03T08:00:00Z', { window }))).toBe(false);
    const sample = { coverage: { method: 'sample' as const, population: 1_000, compared: 100 } };
    expect(covered(october, read('2026-11-03T08:00:00Z', sample))).toBe(false);
  });
});
