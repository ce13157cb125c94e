import type { DifferenceClass } from '../check/difference-class.ts';
import type { Problem } from '../errors.ts';
import { countText } from '../format/count.ts';
import type { Group } from './difference.ts';
import type { RowCounts, RowRun, RunOf } from './schema.ts';
import type { Tally } from './tally.ts';
import { differing } from './tie-rows.ts';

/** Where a class is counted. */
export const countOfClass = {
  modified: 'modified',
  missing_in_target: 'missingInTarget',
  extra_in_target: 'extraInTarget',
  duplicate_in_target: 'duplicateInTarget',
} as const satisfies Record<DifferenceClass, keyof RowCounts>;

/** `modified` is about one field, the other classes about a row. */
export function findClassProblems({ differences }: RunOf<'field_level'>): Problem[] {
  return differences.flatMap((difference, i) => {
    const aboutField = difference.field !== undefined;
    if (aboutField === (difference.class === 'modified')) return [];
    return {
      pointer: `/differences/${i}/field`,
      message: aboutField
        ? 'must be absent: the whole row differs'
        : 'is missing: a modified row is listed once for each field that differs',
    };
  });
}

/** Groups are exact: what they hold must be what the counts hold, class by class and field by field. */
export function findGroupProblems(run: RowRun): Problem[] {
  const { groups } = run;
  if (!groups) return [];
  return [...findShapeProblems(groups), ...compare(run, rowsOf(groups), '/groups', 'the groups', true)];
}

/** Listed differences are at most what the counts hold, and exactly that where the listing calls itself complete. */
export function findListingProblems(run: RunOf<'field_level'>, listed: Tally): Problem[] {
  const rows = new Map(listed.confirmed.map((group) => [idOf(group.class, group.field), group.rows]));
  const problems = compare(run, rows, '/differences', 'the listed differences', run.differencesComplete);
  const { suspectedLegacy, suspectedTarget } = run.counts;
  if (listed.suspected > 0 && suspectedLegacy + suspectedTarget === 0) {
    problems.push({
      pointer: '/differences',
      message: 'suspected differences are listed, but no row is counted as suspected',
    });
  }
  return problems;
}

function compare(
  run: RowRun,
  rows: ReadonlyMap<string, number>,
  pointer: string,
  what: string,
  exact: boolean,
): Problem[] {
  const expected = new Map<string, number>();
  for (const [rowClass, name] of Object.entries(countOfClass)) {
    if (rowClass !== 'modified') expected.set(idOf(rowClass, null), run.counts[name]);
  }
  for (const field of run.fields) expected.set(idOf('modified', field.name), differing(field));
  const problems: Problem[] = [];
  for (const [id, found] of rows) {
    if (!expected.has(id))
      problems.push({ pointer, message: `${what} name ${wordsOf(id)}, which is not among the fields` });
    else if (!exact && found > (expected.get(id) ?? 0)) {
      problems.push({
        pointer,
        message: `${what} hold ${countText(found)} of ${wordsOf(id)}, the counts only ${countText(expected.get(id) ?? 0)}`,
      });
    }
  }
  for (const [id, count] of exact ? expected : []) {
    const found = rows.get(id) ?? 0;
    if (found !== count) {
      problems.push({
        pointer,
        message: `${what} hold ${countText(found)} of ${wordsOf(id)}, the counts ${countText(count)}`,
      });
    }
  }
  return problems;
}

function findShapeProblems(groups: readonly Group[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [i, group] of groups.entries()) {
    const id = JSON.stringify([
      group.class,
      group.field,
      group.pattern.id,
      Object.entries(group.pattern.params).sort(),
    ]);
    if (seen.has(id))
      problems.push({
        pointer: `/groups/${i}`,
        message: 'is listed twice: class, field and pattern are those of an earlier group',
      });
    seen.add(id);
    if ((group.class === 'modified') === (group.field === null)) {
      problems.push({
        pointer: `/groups/${i}/field`,
        message:
          group.class === 'modified'
            ? 'modified rows are grouped by the field that differs'
            : 'must be null: the whole row differs',
      });
    }
  }
  return problems;
}

function rowsOf(groups: readonly Group[]): Map<string, number> {
  const rows = new Map<string, number>();
  for (const group of groups) {
    const id = idOf(group.class, group.field);
    rows.set(id, (rows.get(id) ?? 0) + group.rowCount);
  }
  return rows;
}

const SEPARATOR = '\u0000';

function idOf(rowClass: string, field: string | null): string {
  return field === null ? rowClass : `${rowClass}${SEPARATOR}${field}`;
}

function wordsOf(id: string): string {
  const [rowClass, field] = id.split(SEPARATOR);
  return field === undefined ? `${rowClass}` : `${rowClass} in "${field}"`;
}
