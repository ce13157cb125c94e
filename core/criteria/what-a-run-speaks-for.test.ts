import { describe, expect, it, test } from 'vitest';
import type { Run } from '../run/schema.ts';
import { runSchema } from '../run/schema.ts';
import { buildEvidence, type CheckSpec } from '../testing/build-evidence.ts';
import { countRun, envelopeAt, fieldRun, sampleRun } from '../testing/build-run.ts';
import { evaluateCriterion } from './registry.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from './schema.ts';

const now = new Date('2026-11-21T09:00:00Z');
const at = (minute: number) => `2026-11-21T08:${String(minute).padStart(2, '0')}:00Z`;

const asked = {
  f: { metric: 'field_match_rate', comparator: 'gt', threshold: '0.999' },
  r: { metric: 'row_match_rate', comparator: 'gt', threshold: '0.999' },
  v: { metric: 'record_count_variance', comparator: 'lt', threshold: '0.0001' },
  c: { metric: 'checksum_match', comparator: 'gte', threshold: '1' },
  cov: { metric: 'coverage', comparator: 'gte', threshold: '1' },
} satisfies Record<string, Partial<CriterionDefinition>>;

function judge(
  which: keyof typeof asked,
  checks: readonly Omit<CheckSpec, 'dataset'>[],
  time = now,
  mayBeEmpty = false,
) {
  const evidence = buildEvidence({
    datasets: [{ name: 'payouts', mayBeEmpty }],
    checks: checks.map((check) => ({ dataset: 'payouts', ...check })),
  });
  return evaluateCriterion(criterionDefinitionSchema.parse(asked[which]), evidence, time);
}

const fields = (runs: readonly Run[], more: Partial<CheckSpec> = {}) => ({
  kind: 'field_level' as const,
  runs,
  ...more,
});
const counts = (...runs: Run[]) => ({ kind: 'record_count' as const, runs });
const checksum = (minute: number, rows: number, more: object = {}) =>
  runSchema.parse({
    ...envelopeAt(at(minute), minute),
    kind: 'checksum',
    coverage: { method: 'full', population: rows, compared: rows },
    segmentsCompared: 10,
    rows: { legacy: rows, target: rows },
    checksums: [],
    ...more,
  });

const failed = fieldRun(at(0), { identical: 997_000, modified: 3_000 }, {}, 1);
const cleanSample = sampleRun(at(5), { identical: 2_995 }, 1_000_000, null, 2);

describe('a full scan that failed', () => {
  it('stands until a full scan answers it, whatever the plan asks', () => {
    for (const sampleRows of [null, 2_995]) {
      for (const which of ['f', 'r'] as const) {
        expect(judge(which, [fields([failed, cleanSample], { sampleRows })])).toMatchObject({
          outcome: 'not_met',
          value: '0.997',
          detail: expect.stringContaining('full scan of 21 Nov, which no full scan answers'),
        });
      }
      const answer = fieldRun(at(9), { identical: 1_000_000 }, {}, 3);
      expect(judge('f', [fields([failed, cleanSample, answer], { sampleRows })]).outcome).toBe('met');
    }
  });

  it('is answered by none that looked at less: a window, skipped chunks, fewer rows, one column less', () => {
    const rows = { identical: 1_000_000 };
    const less = [
      fieldRun(at(5), rows, { window: { from: at(0), to: at(4) } }, 2),
      fieldRun(
        at(5),
        rows,
        { coverage: { method: 'full', population: null, compared: 1_000_000, skippedChunks: 1 } },
        2,
      ),
      fieldRun(at(5), { identical: 10 }, {}, 2),
      fieldRun(at(5), rows, { fields: [{ name: 'note', compared: 1_000_000, matching: 1_000_000 }] }, 2),
    ];
    for (const run of less) expect(judge('r', [fields([failed, run])]).outcome).toBe('not_met');
  });

  it('says nothing any more once it is overdue, and is not answered by that', () => {
    const later = new Date('2026-11-22T09:30:00Z');
    const sample = sampleRun('2026-11-22T09:00:00Z', { identical: 2_995 }, 1_000_000, null, 2);
    expect(judge('f', [fields([failed, sample], { sampleRows: 2_995 })], later)).toMatchObject({
      outcome: 'unknown',
      unknownReason: 'stale',
      value: null,
    });
  });

  it('holds for counts as well', () => {
    const part = countRun(at(5), 10, 10, { window: { from: at(0), to: at(4) } }, 2);
    expect(judge('v', [counts(countRun(at(0), 1_000, 900), part)]).outcome).toBe('not_met');
  });
});

test('a sample where the plan asks for every row proves nothing, and can fail', () => {
  expect(judge('f', [fields([cleanSample])])).toMatchObject({
    outcome: 'unknown',
    unknownReason: 'inconclusive',
    detail: 'the plan asks for every row, the newest run is a sample of 2,995',
  });
  expect(judge('f', [fields([sampleRun(at(5), { identical: 2_000, modified: 500 }, null)])]).outcome).toBe('not_met');
  const covered = judge('cov', [counts(countRun(at(0), 1_000_000, 1_000_000)), fields([cleanSample])]);
  expect(covered).toMatchObject({ outcome: 'not_met', detail: expect.stringContaining('the plan asks for every row') });
});

describe('rows that were counted and not seen', () => {
  const counted = (rows: number) => counts(countRun(at(0), rows, rows), countRun(at(20), rows, rows, {}, 2));
  const rate = (rows: number, saw: number) =>
    judge('r', [counted(rows), fields([fieldRun(at(10), { identical: saw })])]);

  it('count as differing, rows that nobody counted as never there', () => {
    expect(rate(1_000_000, 1_000_000).outcome).toBe('met');
    expect(rate(1_000_000, 999_900).outcome).toBe('met');
    expect(rate(1_000_000, 999_000)).toMatchObject({
      outcome: 'unknown',
      detail: 'compared 999,000 of 1,000,000 rows counted at 2026-11-21 08:00 UTC',
    });
    expect(rate(1_000_000, 1)).toMatchObject({ outcome: 'unknown', unknownReason: 'inconclusive' });
    const padded = fieldRun(at(10), { identical: 1_999_000, modified: 1_000 });
    expect(judge('r', [counted(1_000_000), fields([padded])]).outcome).toBe('unknown');
  });

  it('make no dataset empty that may be', () => {
    const none = fields([fieldRun(at(10), { identical: 0 })]);
    expect(judge('r', [counted(0), none], now, true).outcome).toBe('met');
    expect(judge('r', [counted(1_000_000), none], now, true)).toMatchObject({
      outcome: 'unknown',
      detail: 'compared 0 of 1,000,000 rows counted at 2026-11-21 08:00 UTC',
    });
  });

  it('leave a checksum and coverage unproven', () => {
    const sums = (rows: number) => [counted(1_000_000), { kind: 'checksum' as const, runs: [checksum(10, rows)] }];
    expect(judge('c', sums(1_000_000)).outcome).toBe('met');
    expect(judge('c', sums(1))).toMatchObject({
      outcome: 'unknown',
      detail: expect.stringContaining('compared 1 of 1,000,000'),
    });
    const covered = (saw: number) => judge('cov', [counted(1_000_000), fields([fieldRun(at(10), { identical: saw })])]);
    expect(covered(1_000_000).outcome).toBe('met');
    expect(covered(1)).toMatchObject({
      outcome: 'not_met',
      detail: expect.stringContaining('compared 1 of 1,000,000'),
    });
  });

  it('sharpen no bound of a sample: its population is one that was counted, or none', () => {
    const sample = (population: number) =>
      fields([sampleRun(at(10), { identical: 1_000 }, population)], { sampleRows: 1_000 });
    expect(judge('f', [counted(1_000), sample(1_000)]).outcome).toBe('met');
    expect(judge('f', [counted(1_000_000), sample(1_000)]).outcome).toBe('unknown');
  });
});

test('segments without a checksum on either side compared nothing', () => {
  const empty = { segment: 's', legacy: null, target: null };
  const given = (checksums: object[]) => judge('c', [{ kind: 'checksum', runs: [checksum(10, 10, { checksums })] }]);
  expect(given([]).outcome).toBe('met');
  expect(given([empty])).toMatchObject({ outcome: 'unknown', detail: '1 segment without a checksum on either side' });
});
