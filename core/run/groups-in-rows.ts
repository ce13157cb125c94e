import { isDifferenceClass } from '../check/difference-class.ts';
import type { Group } from './difference.ts';
import { type Finding, foundOf, type GroupKey, NO_PATTERN, type Trace } from './finding.ts';
import { looksAtAll } from './looks-at-all.ts';
import type { Run, RunOf } from './schema.ts';
import type { Tally } from './tally.ts';
import { countOfClass } from './tie-groups.ts';

export function findingsInRows(run: RunOf<'field_level'>, listed: Tally): Finding[] {
  const samplesOf = (kind: string, field: string | null) =>
    listed.confirmed.find((group) => group.class === kind && group.field === field);
  if (run.groups) return run.groups.map((group) => exact(group, samplesOf(group.class, group.field)?.rows ?? 0));
  const { counts, fields } = run;
  const groups = [
    ...fields.map(({ name, compared, matching }) => foundOf('modified', name, compared - matching)),
    foundOf('missing_in_target', null, counts.missingInTarget),
    foundOf('extra_in_target', null, counts.extraInTarget),
    foundOf('duplicate_in_target', null, counts.duplicateInTarget),
  ];
  return groups.map((group) => {
    const seen = samplesOf(group.class, group.field);
    const { moneyNet = null, moneyGross = null, rows: samples = 0 } = seen ?? {};
    return { ...group, estimated: !run.differencesComplete, moneyNet, moneyGross, samples };
  });
}

function exact({ class: kind, field, pattern, rowCount, moneyNet, moneyGross }: Group, samples: number): Finding {
  const money = { moneyNet: moneyNet ?? null, moneyGross: moneyGross ?? null };
  return { class: kind, field, pattern, rowCount, estimated: false, ...money, samples };
}

export function traceInRows(run: RunOf<'field_level'>, group: GroupKey, window: Run['window']): Trace {
  const { class: kind, field } = group;
  if (!isDifferenceClass(kind)) return 'cannot_say';
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

function isSame(a: GroupKey, b: GroupKey): boolean {
  return a.class === b.class && a.field === b.field && samePattern(a.pattern, b.pattern);
}

function samePattern(a: GroupKey['pattern'], b: GroupKey['pattern']): boolean {
  const names = Object.keys(a.params);
  return (
    a.id === b.id && names.length === Object.keys(b.params).length && names.every((n) => a.params[n] === b.params[n])
  );
}
