import { foldName } from '../dataset/fold-name.ts';
import type { Column } from '../dataset/schema.ts';
import type { Problem } from '../errors.ts';
import type { Difference, Group } from './difference.ts';
import type { Run } from './schema.ts';
import type { ComparedValue } from './value.ts';

/**
 * Every place where a value of a column declared sensitive arrives in clear. The value itself is in no message. Null passes: it
 * says that there is no value. Call it on chunks as on whole runs.
 */
export function findClearValues(
  columns: readonly Pick<Column, 'name' | 'legacy' | 'target' | 'sensitive'>[],
  differences: readonly Difference[],
): Problem[] {
  const sensitive = sensitiveNames(columns);
  if (sensitive.size === 0) return [];
  return differences.flatMap((difference, i) => [
    ...Object.entries(difference.key).flatMap(([column, value]) =>
      isClear(value) && sensitive.has(foldName(column))
        ? problemAt(`/differences/${i}/key/${escapePointer(column)}`, column)
        : [],
    ),
    ...(['legacy', 'target'] as const).flatMap((side) => {
      const value = difference[side];
      if (value === undefined || !isClear(value)) return [];
      // Without a field the value may be that of the whole row, sensitive columns included.
      if (difference.field === undefined) return problemAt(`/differences/${i}/${side}`, null);
      return sensitive.has(foldName(difference.field)) ? problemAt(`/differences/${i}/${side}`, difference.field) : [];
    }),
  ]);
}

/** As above, for the keys by which aggregates are grouped. */
export function findClearKeys(columns: readonly Column[], run: Run): Problem[] {
  if (run.kind !== 'aggregate') return [];
  const sensitive = sensitiveNames(columns);
  return run.aggregates.flatMap(({ keys }, i) =>
    Object.entries(keys).flatMap(([column, value]) =>
      value !== null && sensitive.has(foldName(column))
        ? problemAt(`/aggregates/${i}/keys/${escapePointer(column)}`, column)
        : [],
    ),
  );
}

/**
 * Parameters of a pattern are cut out of values: where the group's field is sensitive, or may be any column because it names none,
 * they would be pieces of clear values.
 */
export function findClearPatterns(columns: readonly Column[], groups: readonly Group[]): Problem[] {
  const sensitive = sensitiveNames(columns);
  if (sensitive.size === 0) return [];
  return groups.flatMap(({ field, pattern }, i) =>
    Object.keys(pattern.params).length > 0 && (field === null || sensitive.has(foldName(field)))
      ? [
          {
            pointer: `/groups/${i}/pattern/params`,
            message: 'must be empty: parameters are pieces of values, and the column is declared sensitive',
          },
        ]
      : [],
  );
}

function sensitiveNames(columns: readonly Pick<Column, 'name' | 'legacy' | 'target' | 'sensitive'>[]): Set<string> {
  const marked = columns.filter((column) => column.sensitive);
  return new Set(marked.flatMap(({ name, legacy = name, target = name }) => [name, legacy, target]).map(foldName));
}

function isClear(value: ComparedValue): boolean {
  return 'value' in value && value.value !== null;
}

function problemAt(pointer: string, column: string | null): Problem[] {
  const message =
    column === null
      ? 'a value of a whole row must be masked: the dataset has sensitive columns'
      : `"${column}" is declared sensitive: its values must arrive masked`;
  return [{ pointer, message }];
}

function escapePointer(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}
