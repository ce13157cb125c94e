import { longestGapMs } from '../check/schedule.ts';
import type { Schedule } from '../check/schema.ts';
import type { Tolerances } from '../check/tolerances.ts';
import { Exact } from '../exact.ts';
import { type Column, criticalitySchema, type DeclaredDataset } from './schema.ts';

type DeclaredCheck = DeclaredDataset['checks'][number];
type StrictnessFields = Pick<
  DeclaredDataset,
  'criticality' | 'mayBeEmpty' | 'lagMs' | 'columns' | 'keyColumns' | 'moneyColumn' | 'checks'
>;

/**
 * What is asked of a dataset while a change of it waits for a second person: what is compared with what as it was approved, and whatever
 * either of both asks, as strictly as the stricter of them. So it is compared, and what comes of it is judged.
 */
export function inForce<T extends StrictnessFields>(approved: T, standing: StrictnessFields): T {
  return {
    ...approved,
    criticality: higher(approved.criticality, standing.criticality),
    mayBeEmpty: approved.mayBeEmpty && standing.mayBeEmpty,
    lagMs: Math.min(approved.lagMs, standing.lagMs),
    columns: columnsOfBoth(approved.columns, standing.columns),
    checks: checksOfBoth(approved.checks, standing.checks),
  };
}

/**
 * As above, for what a run leaves behind, which is read under both: a column is asked for unless it is a key in both, and what money there is
 * can only be said where both mean the same column.
 */
export function judgedBy<T extends StrictnessFields>(approved: T, standing: StrictnessFields): T {
  return {
    ...inForce(approved, standing),
    keyColumns: approved.keyColumns.filter((name) => standing.keyColumns.includes(name)),
    moneyColumn: approved.moneyColumn === standing.moneyColumn ? approved.moneyColumn : null,
  };
}

type Criticality = DeclaredDataset['criticality'];

/** They are listed from the highest on. */
function higher(a: Criticality, b: Criticality): Criticality {
  const { options } = criticalitySchema;
  return options.indexOf(a) < options.indexOf(b) ? a : b;
}

function columnsOfBoth(approved: readonly Column[], standing: readonly Column[]): Column[] {
  const other = new Map(standing.map((column) => [column.name, column]));
  const known = new Set(approved.map(({ name }) => name));
  return [
    ...approved.map((column) => {
      const is = other.get(column.name);
      // One that is not listed is compared where both sides have it.
      const ignore = column.ignore && is?.ignore === true;
      return { ...column, ignore, sensitive: column.sensitive || is?.sensitive === true };
    }),
    ...standing.filter(({ name, ignore }) => !known.has(name) && !ignore),
  ];
}

function checksOfBoth(approved: readonly DeclaredCheck[], standing: readonly DeclaredCheck[]): DeclaredCheck[] {
  const other = new Map(standing.map((check) => [check.kind, check]));
  const known = new Set(approved.map(({ kind }) => kind));
  return [
    ...approved.map((check) => stricterCheck(check, other.get(check.kind) ?? check)),
    ...standing.filter(({ kind }) => !known.has(kind)),
  ];
}

function stricterCheck(a: DeclaredCheck, b: DeclaredCheck): DeclaredCheck {
  return {
    kind: a.kind,
    schedule: stricterSchedule(a.schedule, b.schedule),
    tolerances: stricterTolerances(a.tolerances, b.tolerances),
    sampling: stricterSampling(a.sampling, b.sampling),
  };
}

/** Times of a calendar and an interval cannot be put together: the one with the shorter pauses. */
function stricterSchedule(a: Schedule, b: Schedule): Schedule {
  if ('everyMs' in a && 'everyMs' in b) {
    return { everyMs: Math.min(a.everyMs, b.everyMs), graceMs: Math.min(a.graceMs, b.graceMs) };
  }
  const longest = (schedule: Schedule) => longestGapMs(schedule) + schedule.graceMs;
  return longest(b) < longest(a) ? b : a;
}

/** Every row, if either asks for it; a seed that only one names is not known before. */
function stricterSampling(a: DeclaredCheck['sampling'], b: DeclaredCheck['sampling']): DeclaredCheck['sampling'] {
  if (!a || !b) return null;
  const rows = Math.max(a.rows, b.rows);
  return a.seed !== undefined && a.seed === b.seed ? { rows, seed: a.seed } : { rows };
}

/** Which hours count against the peak cannot be ordered: as approved. */
function stricterTolerances(a: Tolerances, b: Tolerances): Tolerances {
  const lagMs = least(a.lagMs, b.lagMs);
  const lagLimitMs = least(a.lagLimitMs, b.lagLimitMs);
  const slaMs = a.slaMs === undefined || (b.slaMs !== undefined && new Exact(b.slaMs).lt(a.slaMs)) ? b.slaMs : a.slaMs;
  const percentile = highest(a.percentile, b.percentile);
  return {
    ...a,
    ...(lagMs === undefined ? {} : { lagMs }),
    ...(lagLimitMs === undefined ? {} : { lagLimitMs }),
    ...(slaMs === undefined ? {} : { slaMs }),
    ...(percentile === undefined ? {} : { percentile }),
  };
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}

function highest(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return new Exact(b).gt(a) ? b : a;
}
