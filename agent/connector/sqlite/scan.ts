import type { DatabaseSync } from 'node:sqlite';
import { rowText } from '../../row/row-hash.ts';
import type { Field } from '../../row/row-line.ts';
import type { SidePlan } from '../plan.ts';
import { quoteName } from './describe.ts';
import { type SqliteValue, sqliteField } from './field.ts';

/** Canonical texts of a row, key columns first. */
export type ScannedRow = { fields: Field[] };

const orderFunctions = new WeakMap<DatabaseSync, Map<string, string>>();

/** Reads rows of a plan, a condition and its arguments given, in key order if wanted. */
export function* scan(
  db: DatabaseSync,
  plan: SidePlan,
  more: { where?: string; values?: (string | bigint)[]; ordered: boolean },
): Generator<ScannedRow> {
  const names = plan.columns.map((column) => quoteName(column.name)).join(', ');
  const where = more.where ? ` where ${more.where}` : '';
  const order = more.ordered ? ` order by ${orderSql(db, plan)}` : '';
  const statement = db.prepare(`select ${names} from ${plan.table.sql}${where}${order}`);
  statement.setReturnArrays(true);
  statement.setReadBigInts(true);
  for (const row of statement.iterate(...(more.values ?? []))) {
    const values: readonly SqliteValue[] = Array.isArray(row) ? row : Object.values(row);
    yield {
      fields: plan.columns.map((column, i) => sqliteField(values[i] ?? null, column)),
    };
  }
}

export function keyText(plan: SidePlan, fields: readonly Field[]): string {
  return rowText(
    plan.columns.slice(0, plan.keyColumns).map((column) => column.boundary),
    fields,
  );
}

/** Integers sort as numbers, everything else by the bytes of its canonical text, null first. */
function orderSql(db: DatabaseSync, plan: SidePlan): string {
  const [first] = plan.columns;
  if (plan.integerKey && first) return quoteName(first.name);
  return plan.columns
    .slice(0, plan.keyColumns)
    .map((column) => {
      const name = quoteName(column.name);
      if (column.type === 'text' && column.family === 'text' && isUtf8(db)) return `${name} collate binary`;
      return `${orderFunction(db, column)}(${name})`;
    })
    .join(', ');
}

/** A function of our own that answers the bytes to sort by. */
function orderFunction(db: DatabaseSync, column: SidePlan['columns'][number]): string {
  const known = orderFunctions.get(db) ?? new Map<string, string>();
  orderFunctions.set(db, known);
  const meaning = `${column.type} ${column.timeZone}`;
  const name = known.get(meaning) ?? `parallax_order_${known.size}`;
  if (!known.has(meaning)) {
    db.function(name, { deterministic: true, useBigIntArguments: true }, (value) => {
      const field = sqliteField(value, column);
      return field === null ? null : Buffer.from(field);
    });
    known.set(meaning, name);
  }
  return name;
}

function isUtf8(db: DatabaseSync): boolean {
  return db.prepare('pragma encoding').get()?.encoding === 'UTF-8';
}
