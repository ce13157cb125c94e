import type { DatabaseSync } from 'node:sqlite';
import type { Slice } from '../connector.ts';
import type { SidePlan } from '../plan.ts';
import { quoteName } from './describe.ts';

const FIRST = -(2n ** 63n);

/** The name of the row number, where the table has one and no column hides it. */
function rowNumber(db: DatabaseSync, plan: SidePlan): string | undefined {
  const { name } = plan.table;
  const table = db.prepare(`select type, wr from pragma_table_list(?) where schema = 'main'`).get(name);
  if (table?.type !== 'table' || Number(table.wr) !== 0) return undefined;
  const columns = db.prepare('select lower(name) as name from pragma_table_xinfo(?)').all(name);
  return ['rowid', '_rowid_', 'oid'].find((alias) => columns.every((column) => column.name !== alias));
}

/** Walks `rows` row numbers on: as many rows, however the numbers lie. */
export function nextSlice(db: DatabaseSync, plan: SidePlan, from: bigint | null, rows: number): Slice | null {
  const id = rowNumber(db, plan);
  if (id === undefined) return null;
  const first = from ?? FIRST;
  const statement = db.prepare(
    `select ${id} as id from ${plan.table.sql} where ${id} >= ? order by ${id} limit 1 offset ?`,
  );
  statement.setReadBigInts(true);
  const to = statement.get(first, rows)?.id;
  if (typeof to === 'bigint') return { from: first, to };
  return from === null ? null : { from, to: null };
}

/** Condition for the rows of a slice; none for the whole table. */
export function sliceCondition(
  db: DatabaseSync,
  plan: SidePlan,
  slice: Slice | undefined,
): { where: string | undefined; values: bigint[] } {
  if (!slice) return { where: undefined, values: [] };
  const id = quoteName(rowNumber(db, plan) ?? '');
  if (slice.to === null) return { where: `${id} >= ?`, values: [slice.from] };
  return { where: `${id} >= ? and ${id} < ?`, values: [slice.from, slice.to] };
}
