import { rowText } from '../../row/row-hash.ts';
import type { Field } from '../../row/row-line.ts';
import { UserError } from '../../user-error.ts';
import type { SideColumn, SidePlan } from '../plan.ts';
import { quoteArray, quoteName } from './quote.ts';
import { rowTextSql } from './row-sql.ts';
import { wireSql } from './wire.ts';

const INT8_MAX = 2n ** 63n - 1n;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** How a key column is looked up by its index: the type of the literals, and which texts are such literals at all. */
function literals(column: SideColumn): { type: string; fits: (text: string) => boolean } | undefined {
  if (column.family === 'integer' && column.type === 'integer') return { type: 'int8', fits: isInt8 };
  if (column.family === 'text' && column.type === 'text' && column.baseType !== 'inet')
    return { type: 'text', fits: () => true };
  if (column.family === 'uuid' && column.type === 'uuid') return { type: 'uuid', fits: (text) => UUID.test(text) };
  return undefined;
}

function isInt8(text: string): boolean {
  if (!/^-?\d{1,19}$/.test(text)) return false;
  const value = BigInt(text);
  return value <= INT8_MAX && value >= -INT8_MAX - 1n;
}

/** Order in which both sides deliver their rows: integers as numbers, everything else by the bytes of its text, null first. */
export function keyOrderSql(plan: SidePlan, utf8: boolean): string {
  return plan.columns
    .slice(0, plan.keyColumns)
    .map((column) => {
      const nulls = column.nullable ? ' nulls first' : '';
      if (plan.integerKey || (column.type === 'uuid' && column.family === 'uuid'))
        return quoteName(column.name) + nulls;
      if (!column.sortableAs.includes(column.type)) throw unorderable(plan, column);
      const text = `(${wireSql(column)})::text`;
      return `${utf8 ? `${text} collate "C"` : `convert_to(${text}, 'UTF8')`}${nulls}`;
    })
    .join(', ');
}

/** Condition for rows of the given keys, by index where the types allow it. It may let other rows pass. */
export function keysSql(plan: SidePlan, keys: readonly (readonly Field[])[], utf8: boolean): string {
  const columns = plan.columns.slice(0, plan.keyColumns);
  const kinds = columns.map(literals);
  const whole = keys.filter((key) => key.every((field) => field !== null));
  if (whole.length < keys.length || kinds.some((kind) => kind === undefined)) return byText(columns, keys, utf8);
  const fitting = whole.filter((key) => key.every((field, i) => field !== null && kinds[i]?.fits(field)));
  const arrays = kinds.map((kind, i) =>
    quoteArray(
      fitting.map((key) => key[i] ?? ''),
      kind?.type ?? 'text',
    ),
  );
  const names = columns.map((column) =>
    column.family === 'text' ? `${quoteName(column.name)}::text` : quoteName(column.name),
  );
  if (arrays.length === 1) return `${names.join()} = any (${arrays.join()})`;
  return `(${names.join(', ')}) in (select * from unnest(${arrays.join(', ')}))`;
}

/** Nulls and types without literals of their own: the key's text is compared. */
function byText(columns: readonly SideColumn[], keys: readonly (readonly Field[])[], utf8: boolean): string {
  const boundaries = columns.map((column) => column.boundary);
  return `${rowTextSql(columns, utf8)} = any (${quoteArray(
    keys.map((key) => rowText(boundaries, key)),
    'text',
  )})`;
}

function unorderable(plan: SidePlan, column: SideColumn): UserError {
  return new UserError(
    `${plan.table.name}: key column "${column.name}" is ${column.nativeType} but is compared as ${column.type}, so it cannot be sorted by the database. Declare it as type text, or choose another key.`,
  );
}
