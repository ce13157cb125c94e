import { foldName } from '../dataset/fold-name.ts';
import { listed } from '../format/count.ts';
import type { RunOf } from '../run/schema.ts';
import { isKnown, nameOfTotal } from '../run/total.ts';
import type { ColumnsOfPlan } from '../run/uncompared-columns.ts';
import type { RunFigures } from './figures.ts';

/** By name and unit; which groups of it there are changes from day to day. */
export type TotalsAsked = NonNullable<RunFigures['totals']>['asked'];

/** What the next run has to hold: what this one holds, and what it was asked for itself. */
export function totalsAsked({ aggregates }: RunOf<'aggregate'>, before: TotalsAsked): TotalsAsked {
  const all = [...aggregates.filter(isKnown), ...before];
  return [...new Map(all.map(({ name, unit }) => [textOf({ name, unit }), { name, unit }])).values()];
}

/** Totals that an earlier run held and this one does not. A total that no longer exists is declared as a column with `ignore`. */
export function missingTotals(
  { aggregates }: RunOf<'aggregate'>,
  before: TotalsAsked,
  { columns }: Pick<ColumnsOfPlan, 'columns'>,
): TotalsAsked {
  const ignored = new Set(columns.flatMap(({ name, ignore }) => (ignore ? [foldName(name)] : [])));
  const held = new Set(aggregates.filter(isKnown).map(textOf));
  return before.filter((total) => !held.has(textOf(total)) && !ignored.has(foldName(total.name)));
}

/** "never compared: paid out in EUR, which an earlier run held; …" */
export function totalsText(missing: TotalsAsked): string[] {
  if (missing.length === 0) return [];
  const ends = 'declare a column of its name with ignore where a total no longer exists';
  return [`never compared: ${listed(missing.map(textOf), 5)}, which an earlier run held; ${ends}`];
}

const textOf = ({ name, unit }: TotalsAsked[number]): string => nameOfTotal({ name, unit, keys: {} });
