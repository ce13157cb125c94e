import type { Client } from 'pg';
import { z } from 'zod';
import type { LogicalType } from '../../../core/dataset/schema.ts';
import { didYouMean, findName } from '../../find-name.ts';
import { UserError } from '../../user-error.ts';
import type { DescribedColumn, DescribedTable } from '../plan.ts';
import { grantSelect, hiddenRows, quoted } from './failures.ts';
import { quoteName } from './quote.ts';
import type { ServerFacts } from './snapshot.ts';
import { sortableAs } from './wire.ts';

const families: Record<string, LogicalType> = {
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  oid: 'integer',
  numeric: 'decimal',
  money: 'decimal',
  float4: 'float',
  float8: 'float',
  bool: 'boolean',
  bytea: 'binary',
  date: 'date',
  time: 'time',
  timestamp: 'timestamp',
  timestamptz: 'timestamptz',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'json',
};

/** What the agent's native hash makes of a type; see nativeElements. */
const nativeHashes: Record<string, string> = {
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  numeric: 'numeric',
  float4: 'float4',
  float8: 'float8',
  bool: 'boolean',
  bytea: 'binary',
  date: 'date',
  time: 'time_send',
  timestamp: 'timestamp_send',
  timestamptz: 'timestamptz_send',
  uuid: 'uuid',
  text: 'text',
  varchar: 'text',
  bpchar: 'text',
};

const TABLES = `
  select n.nspname as schema, c.relname as name, c.oid::text as oid,
         case when c.relkind = 'v' then 0
              when c.reltuples >= 0 then c.reltuples
              else pg_relation_size(c.oid) / 100 end::bigint::text as rows,
         n.nspname = any (current_schemas(false)) as visible, has_schema_privilege(n.oid, 'usage') as usable,
         row_security_active(c.oid) as filtered, c.relkind = 'f' as foreign
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
    and n.nspname not like 'pg_toast%'
  order by array_position(current_schemas(false), n.nspname) nulls last, 1, 2`;

/** The catalog's name of a column's type, domains taken off: no setting prints it in another way. */
const BASE = `(
  with recursive beneath as (
    select t.typname, t.typbasetype from pg_type t where t.oid = a.atttypid
    union all select t.typname, t.typbasetype from beneath b join pg_type t on t.oid = b.typbasetype)
  select typname from beneath where typbasetype = 0)`;

const COLUMNS = `
  select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
         has_column_privilege(a.attrelid, a.attnum, 'select') as readable, ${BASE} as base,
         coalesce((select array_position(i.indkey::int2[], a.attnum) from pg_index i
                   where i.indrelid = a.attrelid and i.indisprimary), -1) as key_position,
         exists (select from pg_index i join pg_class x on x.oid = i.indexrelid join pg_am m on m.oid = x.relam
                 where i.indrelid = a.attrelid and i.indkey[0] = a.attnum and i.indisvalid and i.indpred is null
                   and m.amname = 'btree') as indexed
  from pg_attribute a
  where a.attrelid = $1::oid and a.attnum > 0 and not a.attisdropped
  order by a.attnum`;

const tableRows = z.array(
  z.object({
    schema: z.string(),
    name: z.string(),
    oid: z.string(),
    rows: z.coerce.number(),
    visible: z.boolean(),
    usable: z.boolean(),
    filtered: z.boolean(),
    foreign: z.boolean(),
  }),
);
const columnRows = z.array(
  z.object({
    name: z.string(),
    type: z.string(),
    base: z.string(),
    nullable: z.boolean(),
    readable: z.boolean(),
    key_position: z.number(),
    indexed: z.boolean(),
  }),
);

/** Finds a table by name, in the search path first, and says what it consists of. */
export async function describeTable(
  client: Client,
  ref: string,
  { hashIdentity, role }: Pick<ServerFacts, 'hashIdentity' | 'role'>,
): Promise<DescribedTable> {
  const tables = tableRows.parse((await client.query(TABLES)).rows);
  const named = tables.map((table) => ({ ...table, full: `${table.schema}.${table.name}` }));
  const visible = named.filter((table) => table.visible);
  const full = findName(
    ref,
    named.map((table) => table.full),
  );
  const short = findName(ref, [...new Set(visible.map((table) => table.name))]);
  const table = named.find((one) => one.full === full) ?? visible.find((one) => one.name === short);
  if (!table) {
    const names = named.map((one) => (one.visible ? one.name : one.full));
    throw new UserError(`There is no table "${ref}" in the PostgreSQL database. ${didYouMean(ref, names)}`);
  }
  const shown = table.visible ? table.name : table.full;
  if (!table.usable) {
    throw new UserError(
      `${table.full} is in a schema that role ${role} may not use: GRANT USAGE ON SCHEMA ${quoted(table.schema)} TO ${quoted(role)}; ${grantSelect(table.full, role)}`,
    );
  }
  if (table.filtered) throw hiddenRows(shown, role);
  const all = columnRows.parse((await client.query(COLUMNS, [table.oid])).rows);
  const rows = all.filter((row) => row.readable);
  const hidden = all.filter((row) => !row.readable).map((row) => row.name);
  if (rows.length === 0) {
    throw new UserError(`Role ${role} may not read ${shown}. Let it: ${grantSelect(table.full, role)}`);
  }
  return {
    name: table.full,
    sql: `${quoteName(table.schema)}.${quoteName(table.name)}`,
    columns: rows.map(columnOf),
    hidden: hidden.length > 0 ? { columns: hidden, remedy: grantSelect(table.full, role, hidden) } : null,
    ofOneMoment: !table.foreign,
    primaryKey: all
      .filter((row) => row.key_position >= 0)
      .sort((a, b) => a.key_position - b.key_position)
      .map((row) => row.name),
    estimatedRows: table.rows,
    indexedFirst: rows.filter((row) => row.indexed).map((row) => row.name),
    hashIdentity,
  };
}

function columnOf(row: z.infer<typeof columnRows>[number]): DescribedColumn {
  const family = families[row.base] ?? 'text';
  return {
    name: row.name,
    nativeType: row.type,
    baseType: row.base,
    family,
    nullable: row.nullable,
    nativeHash: nativeHashes[row.base] ?? null,
    enforced: true,
    mayMean: [],
    sortableAs: sortableAs(family),
    bounded: family !== 'text' && family !== 'json',
  };
}
