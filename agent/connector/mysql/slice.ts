import type { Slice } from '../connector.ts';
import type { SidePlan } from '../plan.ts';
import { quoteName } from './quote.ts';

const FIRST = -(2n ** 63n);

/** A column by whose index a table can be walked: an integer in every row, the primary key's if it can be. */
function walkedColumn({ table }: SidePlan): string | undefined {
  const names = [...table.primaryKey.slice(0, 1), ...table.indexedFirst];
  const walkable = (name: string) =>
    table.indexedFirst.includes(name) &&
    table.columns.some((column) => column.name === name && column.family === 'integer' && !column.nullable);
  const name = names.find(walkable);
  return name === undefined ? undefined : quoteName(name);
}

/** Asks where the next `rows` rows end; undefined where the table cannot be cut. */
export function sliceEndSql(plan: SidePlan, from: bigint | null, rows: number): string | undefined {
  const c = walkedColumn(plan);
  if (c === undefined) return undefined;
  return `select ${c} from ${plan.table.sql} where ${c} >= ${from ?? FIRST} order by ${c} limit 1 offset ${rows}`;
}

/** The slice up to there. A value that many rows share is never cut. */
export function sliceUpTo(end: string | null | undefined, from: bigint | null): Slice | null {
  const first = from ?? FIRST;
  if (end === null || end === undefined) return from === null ? null : { from, to: null };
  const to = BigInt(end);
  return { from: first, to: to > first ? to : first + 1n };
}

/** Condition for the rows of a slice. */
export function sliceCondition(plan: SidePlan, slice: Slice | undefined): string | undefined {
  if (!slice) return undefined;
  const c = walkedColumn(plan) ?? '';
  return slice.to === null ? `${c} >= ${slice.from}` : `${c} >= ${slice.from} and ${c} < ${slice.to}`;
}
