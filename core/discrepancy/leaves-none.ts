import { notComparedOf } from '../run/judge-run.ts';
import { looksAtAll } from '../run/looks-at-all.ts';
import type { Run, RunOf } from '../run/schema.ts';
import { isKnown, nameOfTotal, totalDiffers } from '../run/total.ts';
import { type GroupIdentity, NO_PATTERN } from './fingerprint.ts';

export type Trace =
  /** Exact counts or a complete listing show none left. */
  | 'none_left'
  | 'still_there'
  /** A sample, another window, skipped parts, suspected rows, a column not compared: proves neither. */
  | 'cannot_say';

type Group = Pick<GroupIdentity, 'class' | 'field' | 'pattern'>;

/**
 * What a completed run says about a group known before. `window` is the range of the run that last saw the group: only a run that
 * looked at all of it can prove the group gone.
 */
export function leavesNone(run: Run, group: Group, window: Run['window']): Trace {
  if (run.failure) return 'cannot_say';
  switch (run.kind) {
    case 'field_level':
      return traceInRows(run, group, window);
    case 'schema':
      if (group.class !== 'schema') return 'cannot_say';
      if (run.items.some(({ column }) => column === group.field)) return 'still_there';
      return run.columnsCompared > 0 && looksAtAll(run, window) ? 'none_left' : 'cannot_say';
    case 'event_order':
      if (group.class !== 'event_order') return 'cannot_say';
      if (run.violationCount > 0) return 'still_there';
      return run.events > 0 && looksAtAll(run, window) ? 'none_left' : 'cannot_say';
    case 'scenario':
      return traceInScenarios(run, group, window);
    case 'aggregate':
      return traceInTotals(run, group, window);
    case 'record_count':
      return traceOfCheck(run, group, run.counts.legacy === run.counts.target, window);
    case 'checksum':
      return traceOfCheck(
        run,
        group,
        run.checksums.every((c) => c.legacy === c.target),
        window,
      );
    case 'replication_lag':
    case 'performance':
    case 'noise_floor':
      return 'cannot_say';
  }
}

const countOfClass = {
  modified: 'modified',
  missing_in_target: 'missingInTarget',
  extra_in_target: 'extraInTarget',
  duplicate_in_target: 'duplicateInTarget',
} as const;

function traceInRows(run: RunOf<'field_level'>, group: Group, window: Run['window']): Trace {
  const { class: kind, field } = group;
  if (
    kind !== 'modified' &&
    kind !== 'missing_in_target' &&
    kind !== 'extra_in_target' &&
    kind !== 'duplicate_in_target'
  ) {
    return 'cannot_say';
  }
  const left = rowsLeft(run, kind, field);
  if (left === null) return 'cannot_say';
  if (left > 0) {
    if (run.groups === undefined) return group.pattern.id === NO_PATTERN.id ? 'still_there' : 'cannot_say';
    if (run.groups.some((other) => other.rowCount > 0 && isSame(other, group))) return 'still_there';
  }
  if (kind === 'modified' && !comparedInEveryPair(run, field)) return 'cannot_say';
  const suspected = run.counts.suspectedLegacy > 0 || run.counts.suspectedTarget > 0;
  return looksAtAll(run, window) && !suspected ? 'none_left' : 'cannot_say';
}

/** Exact count of the differing rows of a class, or of a column; null where the column was not compared. */
function rowsLeft(run: RunOf<'field_level'>, kind: keyof typeof countOfClass, field: string | null): number | null {
  const { counts, fields } = run;
  if (kind !== 'modified') return counts[countOfClass[kind]];
  const column = fields.find(({ name }) => name === field);
  return column ? column.compared - column.matching : null;
}

/** Rows without a partner are found by their keys, whatever columns are compared; what a column holds is not. */
function comparedInEveryPair({ counts, fields }: RunOf<'field_level'>, field: string | null): boolean {
  return fields.some(({ name, compared }) => name === field && compared === counts.identical + counts.modified);
}

function isSame(a: Group, b: Group): boolean {
  return a.class === b.class && a.field === b.field && samePattern(a.pattern, b.pattern);
}

function samePattern(a: Group['pattern'], b: Group['pattern']): boolean {
  const names = Object.keys(a.params);
  return (
    a.id === b.id && names.length === Object.keys(b.params).length && names.every((n) => a.params[n] === b.params[n])
  );
}

function traceInScenarios(run: RunOf<'scenario'>, group: Group, window: Run['window']): Trace {
  if (group.class !== 'scenario') return 'cannot_say';
  const results = run.scenarios.filter(({ name }) => name === group.field);
  if (results.some(({ result }) => result === 'failed')) return 'still_there';
  const passed = results.some(({ result }) => result === 'passed');
  return passed && looksAtAll(run, window) ? 'none_left' : 'cannot_say';
}

function traceInTotals(run: RunOf<'aggregate'>, group: Group, window: Run['window']): Trace {
  if (group.class !== 'aggregate') return 'cannot_say';
  const same = run.aggregates.filter((total) => nameOfTotal(total) === group.field);
  if (same.some(totalDiffers)) return 'still_there';
  return same.some(isKnown) && looksAtAll(run, window) ? 'none_left' : 'cannot_say';
}

function traceOfCheck(run: Run, group: Group, equal: boolean, window: Run['window']): Trace {
  if (group.class !== 'unlocated' || group.field !== run.kind) return 'cannot_say';
  if (!equal) return 'still_there';
  const sawAll = looksAtAll(run, window) && notComparedOf(run).length === 0;
  return run.coverage.compared > 0 && sawAll ? 'none_left' : 'cannot_say';
}
