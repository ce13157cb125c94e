import { rowText } from '../../row/row-hash.ts';
import type { Field } from '../../row/row-line.ts';
import { UserError } from '../../user-error.ts';
import type { SideColumn, SidePlan } from '../plan.ts';
import { baseOf } from './native-type.ts';
import { quoteBytes, quoteName, quoteText } from './quote.ts';
import { keyTextSql } from './row-sql.ts';
import { isSortable, wireSql } from './wire.ts';

const CHARACTERS = /^(char|varchar|tinytext|text|mediumtext|longtext|enum)$/;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** A key field as a literal that finds its rows by index (and perhaps others); undefined where there can be no such row. */
type Literal = (text: string) => string | undefined;

function literals(column: SideColumn): Literal | undefined {
  if (column.family === 'integer' && column.type === 'integer')
    return (text) => (/^-?\d{1,20}$/.test(text) ? text : undefined);
  if (column.type === 'text' && CHARACTERS.test(baseOf(column.nativeType))) return quoteText;
  if (column.family === 'uuid' && column.type === 'uuid') return (text) => (UUID.test(text) ? `'${text}'` : undefined);
  return undefined;
}

/** Order in which both sides deliver their rows: integers as numbers, everything else by the bytes of its text, null first. */
export function keyOrderSql(plan: SidePlan): string {
  return plan.columns
    .slice(0, plan.keyColumns)
    .map((column) => {
      if (plan.integerKey) return quoteName(column.name);
      if (!isSortable(column)) throw unorderable(plan, column);
      return `cast(${wireSql(column)} as binary)`;
    })
    .join(', ');
}

/** Condition for rows of the given keys, by index where the types allow it. It may let other rows pass. */
export function keysSql(plan: SidePlan, keys: readonly (readonly Field[])[]): string {
  const columns = plan.columns.slice(0, plan.keyColumns);
  const kinds = columns.map(literals);
  const whole = keys.every((key) => key.every((field) => field !== null));
  if (!whole || kinds.some((kind) => kind === undefined)) return byText(plan, keys);
  const tuples = keys
    .map((key) => key.map((field, i) => kinds[i]?.(field ?? '')))
    .filter((key) => key.every((field) => field !== undefined))
    .map((key) => (key.length === 1 ? key.join() : `(${key.join(', ')})`));
  const names = columns.map((column) => quoteName(column.name)).join(', ');
  return tuples.length === 0 ? 'false' : `${columns.length === 1 ? names : `(${names})`} in (${tuples.join(', ')})`;
}

/** Nulls and types without literals of their own: the key's text is compared. */
function byText(plan: SidePlan, keys: readonly (readonly Field[])[]): string {
  const boundaries = plan.columns.slice(0, plan.keyColumns).map((column) => column.boundary);
  const texts = keys.map((key) => quoteBytes(rowText(boundaries, key)));
  return `cast(${keyTextSql(plan)} as binary) in (${texts.join(', ')})`;
}

function unorderable(plan: SidePlan, column: SideColumn): UserError {
  return new UserError(
    `${plan.table.name}: key column "${column.name}" is ${column.nativeType} but is compared as ${column.type}, so it cannot be sorted by the database. Declare it as type text, or choose another key.`,
  );
}
