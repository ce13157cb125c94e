import { foldName } from '../../core/dataset/fold-name.ts';
import type { DatasetDefinition, LogicalType } from '../../core/dataset/schema.ts';
import type { DescribedColumn, DescribedTable, SidePlan } from '../connector/plan.ts';
import { didYouMean, findName } from '../find-name.ts';
import { UserError } from '../user-error.ts';
import { comparisonType } from './comparison-type.ts';
import { type ColumnPair, pairColumns, requireDeclared } from './pair-columns.ts';

export type PlannedColumn = {
  name: string;
  type: LogicalType;
  sensitive: boolean;
  legacyTimeZone: string;
  targetTimeZone: string;
  legacyType: string;
  targetType: string;
};

/** Everything a comparison of two tables needs to know, decided before the first row is read. Key columns come first. */
export type ComparisonPlan = {
  dataset: DatasetDefinition;
  columns: PlannedColumn[];
  keyColumns: number;
  /** No key: rows are compared as a multiset, every column being key. */
  wholeRow: boolean;
  /** Index in `columns`, -1 for none. */
  moneyColumn: number;
  /** Columns that only one side has and that nobody declared to be left out. */
  notCompared: { column: string; side: 'legacy' | 'target' }[];
  legacy: SidePlan;
  target: SidePlan;
};

const TIMES: readonly LogicalType[] = ['timestamp', 'timestamptz'];
const NUMBERS: readonly LogicalType[] = ['integer', 'decimal', 'float', 'boolean'];

type FullPair = ColumnPair & { legacy: DescribedColumn; target: DescribedColumn };

export function planComparison(
  dataset: DatasetDefinition,
  legacy: DescribedTable,
  target: DescribedTable,
): ComparisonPlan {
  const all = pairColumns(dataset, legacy, target);
  requireDeclared(all, legacy, target);
  const pairs = all.filter((pair): pair is FullPair => isCompared(pair));
  if (pairs.length === 0) {
    throw new UserError(`${legacy.name} and ${target.name} have no column in common. Name the pairs under columns.`);
  }
  const keys = findKey(dataset, pairs, legacy, target);
  const rest = pairs.filter((pair) => !keys.includes(pair)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered = keys.length > 0 ? [...keys, ...rest] : rest;
  const keyColumns = keys.length > 0 ? keys.length : ordered.length;
  const typed = ordered.map((pair, index) => ({ pair, ...typesOf(pair, index < keyColumns) }));
  const columns = typed.map(({ pair, type, zones }) => ({
    name: pair.name,
    type,
    sensitive: pair.declared?.sensitive ?? false,
    legacyTimeZone: zones.legacy,
    targetTimeZone: zones.target,
    legacyType: pair.legacy.nativeType,
    targetType: pair.target.nativeType,
  }));
  const [first] = typed;
  const integerKey =
    keyColumns === 1 && first?.type === 'integer' && isInteger(first.pair.legacy) && isInteger(first.pair.target);
  const hash = canHashNatively(legacy, target, typed) ? 'native' : 'md5';
  const names = columns.map((column) => column.name);
  const moneyColumn = findMoney(dataset, names);
  // The legacy side decides what is compared. A sum of masked values would give some of them away.
  const amountColumn = columns[moneyColumn]?.sensitive === false ? moneyColumn : -1;
  const sideOf = (side: 'legacy' | 'target', table: DescribedTable): SidePlan => ({
    table,
    keyColumns,
    integerKey,
    hash,
    amountColumn: side === 'legacy' ? amountColumn : -1,
    columns: typed.map(({ pair, type, zones, boundary }) => ({ ...pair[side], type, timeZone: zones[side], boundary })),
  });
  return {
    dataset,
    columns,
    keyColumns,
    wholeRow: keys.length === 0,
    moneyColumn,
    notCompared: all.flatMap(oneSided),
    legacy: sideOf('legacy', legacy),
    target: sideOf('target', target),
  };
}

function isCompared(pair: ColumnPair): boolean {
  return pair.legacy !== undefined && pair.target !== undefined && !pair.declared?.ignore;
}

/** Nobody can say whether what was in it has gone somewhere else: that is for a person to decide. */
function oneSided({ name, declared, legacy, target }: ColumnPair): ComparisonPlan['notCompared'] {
  if (declared?.ignore || (legacy && target)) return [];
  return [{ column: name, side: legacy ? 'legacy' : 'target' }];
}

function isInteger(column: DescribedColumn): boolean {
  return column.family === 'integer';
}

/** The declared key, else the primary key of legacy, else that of target, else none. */
function findKey(
  dataset: DatasetDefinition,
  pairs: FullPair[],
  legacy: DescribedTable,
  target: DescribedTable,
): FullPair[] {
  if (dataset.keyColumns.length > 0) return dataset.keyColumns.map((name) => findPair(name, pairs, 'key column'));
  const bySide = (side: 'legacy' | 'target', key: readonly string[]) => {
    const found = key
      .map((name) => pairs.find((pair) => pair[side].name === name))
      .filter((pair) => pair !== undefined);
    return found.length === key.length ? found : [];
  };
  const ofLegacy = bySide('legacy', legacy.primaryKey);
  return ofLegacy.length > 0 ? ofLegacy : bySide('target', target.primaryKey);
}

function findPair(wanted: string, pairs: FullPair[], what: string): FullPair {
  const names = pairs.map((pair) => pair.name);
  const byName = pairs.find((pair) => pair.name === findName(wanted, names));
  const found = byName ?? pairs.find((pair) => foldName(pair.legacy.name) === foldName(wanted));
  if (found) return found;
  throw new UserError(`${what} "${wanted}" is no compared column. ${didYouMean(wanted, names)}`);
}

function findMoney(dataset: DatasetDefinition, names: string[]): number {
  if (dataset.moneyColumn === null) return -1;
  const name = findName(dataset.moneyColumn, names);
  if (name !== undefined) return names.indexOf(name);
  throw new UserError(
    `money column "${dataset.moneyColumn}" is no compared column. ${didYouMean(dataset.moneyColumn, names)}`,
  );
}

function typesOf(pair: FullPair, isKey: boolean) {
  const { declared, legacy, target } = pair;
  const zoned = declared?.legacyTimeZone !== undefined || declared?.targetTimeZone !== undefined;
  // Bits print as text and are numbers: nobody means the number 101 by b'101'.
  const bits = [legacy, target].some((column) => column.family === 'text' && column.mayMean.includes('integer'));
  const natural = comparisonType(legacy.family, target.family, [...(zoned ? TIMES : []), ...(bits ? NUMBERS : [])]);
  // A key has to sort alike on both sides: where a database cannot sort it as what it means, it is compared as text.
  const sortable = [legacy, target].every((column) => column.sortableAs.includes(natural));
  const met = isKey && !sortable ? 'text' : natural;
  const meant = declared?.type ?? met;
  const type: LogicalType = zoned && meant === 'timestamp' ? 'timestamptz' : meant;
  // Empty bytes have an empty text, which a terminated field could not tell from null.
  const tame = !['text', 'json', 'binary'].includes(type) && legacy.bounded && target.bounded;
  return {
    type,
    zones: { legacy: declared?.legacyTimeZone ?? 'UTC', target: declared?.targetTimeZone ?? 'UTC' },
    boundary: tame ? ('terminated' as const) : ('lengthPrefixed' as const),
  };
}

/** The server's own hash may be used where both sides would compute the same one for each column. */
function canHashNatively(
  legacy: DescribedTable,
  target: DescribedTable,
  typed: readonly { pair: FullPair; type: LogicalType; zones: { legacy: string; target: string } }[],
): boolean {
  if (legacy.hashIdentity === null || legacy.hashIdentity !== target.hashIdentity) return false;
  return typed.every(({ pair, type, zones }) => {
    const { legacy: left, target: right } = pair;
    if (left.nativeHash === null || left.nativeHash !== right.nativeHash) return false;
    const shifted = type === 'timestamptz' && left.family !== 'timestamptz' && zones.legacy !== zones.target;
    return !shifted && left.family === right.family && (type === left.family || type === 'timestamptz');
  });
}
