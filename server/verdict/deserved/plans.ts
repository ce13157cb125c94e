import type { CheckKind } from '#core/check/kinds.ts';
import type { Tolerances } from '#core/check/tolerances.ts';
import type { PlanDocumentInput } from '#core/plan/document.ts';
import type { RunInput } from '#core/run/schema.ts';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { type Base, countRun, fieldRun } from '../../testing/runs.ts';
import type { Push } from './judged.ts';

type Dataset = NonNullable<PlanDocumentInput['datasets']>[number];
export type Criterion = NonNullable<PlanDocumentInput['criteria']>[number];

const schedule = { everyMs: DAY_MS, graceMs: HOUR_MS };

/** The critical dataset `a` with a daily check of each kind. */
export const declared = (...names: string[]) => ({ columns: names.map((name) => ({ name })) });

export function dataset(
  kinds: readonly CheckKind[],
  more: Partial<Dataset> = {},
  tolerances: Tolerances = {},
): Dataset[] {
  const checks = kinds.map((kind) => ({ kind, schedule, tolerances }));
  return [{ name: 'a', legacyRef: 'A', targetRef: 'a', keyColumns: ['id'], criticality: 'critical', checks, ...more }];
}

/** Criteria by the letters under which their outcomes are asked for. */
export const asked: Record<string, Criterion> = {
  field: { key: 'field', metric: 'field_match_rate', comparator: 'gt', threshold: '0.999' },
  row: { key: 'row', metric: 'row_match_rate', comparator: 'gt', threshold: '0.999' },
  discrepancy: { key: 'discrepancy', metric: 'discrepancy_rate', comparator: 'lt', threshold: '0.01' },
  money: {
    key: 'money',
    metric: 'row_match_rate',
    comparator: 'gt',
    threshold: '0.999',
    options: { weighting: 'money' },
  },
  count: { key: 'count', metric: 'record_count_variance', comparator: 'lt', threshold: '0.0001' },
  open: { key: 'open', metric: 'open_discrepancies', comparator: 'lte', threshold: '0' },
  streak: { key: 'streak', metric: 'critical_free_streak', comparator: 'gte', threshold: '1' },
  checksum: { key: 'checksum', metric: 'checksum_match', comparator: 'gte', threshold: '1' },
  coverage: { key: 'coverage', metric: 'coverage', comparator: 'gte', threshold: '1' },
  drift: { key: 'drift', metric: 'schema_drift', comparator: 'lte', threshold: '0' },
  order: { key: 'order', metric: 'ordering_violations', comparator: 'lte', threshold: '0' },
  peak: { key: 'peak', metric: 'response_time_at_peak', comparator: 'lte', threshold: null },
  error: { key: 'error', metric: 'error_rate', comparator: 'lt', threshold: '0.015' },
  failed: { key: 'failed', metric: 'failed_transaction_rate', comparator: 'lt', threshold: '0.005' },
  lag: { key: 'lag', metric: 'replication_lag', comparator: 'lte', threshold: '5000' },
  scenario: { key: 'scenario', metric: 'scenario_pass_rate', comparator: 'gte', threshold: '1' },
};

export function criteria(...names: (keyof typeof asked)[]): Criterion[] {
  return names.flatMap((name) => asked[name] ?? []);
}

export type Rows = {
  identical?: number;
  modified?: number;
  missing?: number;
  extra?: number;
  /** Rows there are, where only some were drawn. */
  of?: number;
};
type Field = { name: string; compared: number; matching: number };
type FieldInput = Extract<RunInput, { kind: 'field_level' }>;

/** A scan of `a` that adds up, field by field; of a million rows as well, since it lists no difference. */
export function scan(rows: Rows, fields: readonly Field[], more: Partial<FieldInput> = {}, ageMs = 1_000): Push {
  const { identical = 0, modified = 0, missing = 0, extra = 0, of } = rows;
  const compared = identical + modified + missing;
  const method = of === undefined ? ('full' as const) : ('sample' as const);
  const counts = {
    legacy: of ?? compared,
    target: of ?? identical + modified + extra,
    compared,
    identical,
    modified,
    missingInTarget: missing,
    extraInTarget: extra,
    duplicateInTarget: 0,
    suspectedLegacy: 0,
    suspectedTarget: 0,
  };
  const coverage = { method, population: of ?? compared, compared };
  return push(
    'a/field_level',
    (base) => ({
      ...withoutKeys(fieldRun(base)),
      coverage,
      counts,
      fields: [...fields],
      columns: [],
      differences: [],
      ...more,
    }),
    ageMs,
  );
}

/** It does not say by which columns it paired the rows: what it did not compare cannot be one of those. */
const withoutKeys = ({ pairedBy: _, ...run }: FieldInput): FieldInput => run;

/** Every pair was compared in it, and so many of them differ. */
export const field = (name: string, compared: number, differing = 0): Field => {
  return { name, compared, matching: compared - differing };
};

export const count = (legacy: number, target = legacy, ageMs = 1_000): Push =>
  push('a/record_count', (base) => countRun(base, legacy, target), ageMs);

export function push(check: string, make: (base: Base) => RunInput, ageMs = 1_000): Push {
  return { check, make, ageMs };
}

/** A run of another kind: its envelope is that of a count of `compared`. */
export function other(body: object, compared: number, more: object = {}, ageMs = 1_000): Push {
  const { kind } = body as { kind: CheckKind };
  return push(
    `a/${kind}`,
    (base) => {
      const { counts: _, kind: __, ...envelope } = countRun(base, compared);
      return { ...envelope, ...more, ...body } as RunInput;
    },
    ageMs,
  );
}

/** Every row of `a`, of which so many differ in the column amount. */
export const full = (rows: number, modified: number, ageMs: number): Push =>
  scan({ identical: rows - modified, modified }, [field('amount', rows, modified)], {}, ageMs);

/** A checksum of ten segments, of which so many differ. */
export function sums(rows: number, differing: number, ageMs: number, more: object = {}): Push {
  const checksums = Array.from({ length: differing }, (_, i) => ({ segment: `${i}`, legacy: 'a', target: 'b' }));
  return other({ kind: 'checksum', segmentsCompared: 10, checksums }, rows, more, ageMs);
}

/** As they come, the other way round, and the first two last. */
export const orders = (pushes: readonly Push[]): Push[][] => [
  [...pushes],
  pushes.toReversed(),
  [...pushes.slice(2), ...pushes.slice(0, 2)],
];
