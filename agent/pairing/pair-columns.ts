import { foldName } from '../../core/dataset/fold-name.ts';
import type { Column, DatasetDefinition } from '../../core/dataset/schema.ts';
import type { DescribedColumn, DescribedTable } from '../connector/plan.ts';
import { didYouMean, findName } from '../find-name.ts';
import { UserError } from '../user-error.ts';

/** A column under its evidence name, with what each side calls it; a side that has none is undefined. */
export type ColumnPair = {
  name: string;
  declared: Column | undefined;
  legacy: DescribedColumn | undefined;
  target: DescribedColumn | undefined;
};

/**
 * Pairs the columns of two tables: declared ones as declared, all others by folded name. Nothing is left out: columns that only
 * one side has, or that are to be ignored, are in the answer too.
 */
export function pairColumns(
  definition: DatasetDefinition,
  legacy: DescribedTable,
  target: DescribedTable,
): ColumnPair[] {
  const legacyLeft = new Map(legacy.columns.map((column) => [column.name, column]));
  const targetLeft = new Map(target.columns.map((column) => [column.name, column]));
  const take = (left: Map<string, DescribedColumn>, wanted: string) => {
    const column = left.get(findName(wanted, [...left.keys()]) ?? '');
    if (column) left.delete(column.name);
    return column;
  };
  const declared = definition.columns.map((column) => ({
    name: column.name,
    declared: column,
    legacy: take(legacyLeft, column.legacy ?? column.name),
    target: take(targetLeft, column.target ?? column.name),
  }));
  const byFold = new Map<string, DescribedColumn[]>();
  for (const column of legacyLeft.values()) {
    byFold.set(foldName(column.name), [...(byFold.get(foldName(column.name)) ?? []), column]);
  }
  const paired = [...targetLeft.values()].map((column) => {
    const alike = byFold.get(foldName(column.name)) ?? [];
    if (alike.length > 1) throw ambiguous(column.name, alike);
    const [match] = alike;
    if (match) legacyLeft.delete(match.name);
    return { name: column.name, declared: undefined, legacy: match, target: column };
  });
  const alone = [...legacyLeft.values()].map((column) => ({
    name: column.name,
    declared: undefined,
    legacy: column,
    target: undefined,
  }));
  return [...declared, ...paired, ...alone];
}

/** Refuses a pairing in which a declared column is missing on a side, and says what is there. */
export function requireDeclared(pairs: readonly ColumnPair[], legacy: DescribedTable, target: DescribedTable): void {
  for (const { declared, legacy: left, target: right } of pairs) {
    if (!declared || declared.ignore) continue;
    if (!left) throw missing(declared.legacy ?? declared.name, 'legacy', legacy);
    if (!right) throw missing(declared.target ?? declared.name, 'target', target);
  }
}

function missing(wanted: string, side: 'legacy' | 'target', table: DescribedTable): UserError {
  const names = table.columns.map((column) => column.name);
  return new UserError(`the ${side} table ${table.name} has no column "${wanted}". ${didYouMean(wanted, names)}`);
}

function ambiguous(name: string, alike: readonly DescribedColumn[]): UserError {
  const names = alike.map((column) => column.name).join(' and ');
  return new UserError(`target column "${name}" could be ${names} of the legacy table. Name the pair under columns.`);
}
