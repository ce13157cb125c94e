import type { Connection } from 'mysql2';
import { didYouMean, findName } from '../../find-name.ts';
import { UserError } from '../../user-error.ts';
import type { DescribedColumn, DescribedTable } from '../plan.ts';
import { grantSelect, hiddenColumns, isDenied } from './hidden-columns.ts';
import { baseOf, familyOf, mayMean } from './native-type.ts';
import { askWhole, SELECT } from './prove-whole.ts';
import { quoteName, quoteText } from './quote.ts';
import type { Server } from './session.ts';
import { sortableAs } from './wire.ts';

const TABLES = `
  ${SELECT} table_schema, table_name, table_rows, table_schema = database(), engine from information_schema.tables
  where table_type <> 'SEQUENCE'
    and table_schema not in ('information_schema', 'performance_schema', 'mysql', 'sys')
  order by table_schema <> database(), table_schema, table_name`;

type Named = { schema: string; name: string; full: string; rows: number; own: boolean; engine: string | null };

/** Finds a table by name, in the connection's database first, and says what it consists of. */
export async function describeTable(connection: Connection, server: Server, ref: string): Promise<DescribedTable> {
  const tables: Named[] = (await askWhole(connection, TABLES)).map(([schema, name, rows, own, engine]) => ({
    schema: schema ?? '',
    name: name ?? '',
    full: `${schema}.${name}`,
    rows: Number(rows ?? 0),
    own: own === '1',
    engine: engine ?? null,
  }));
  const table = find(ref, tables);
  if (!table) {
    const names = tables.map((one) => (one.own ? one.name : one.full));
    throw new UserError(
      `There is no table "${ref}" in the ${server.name} database that the agent's user may read. ${didYouMean(ref, names)}${await notAllowed(connection, ref)}`,
    );
  }
  const where = `where table_schema = ${quoteText(table.schema)} and table_name = ${quoteText(table.name)}`;
  const documents = server.kind === 'mariadb' ? await jsonColumns(connection, table) : new Set<string>();
  const columns = await askWhole(
    connection,
    `${SELECT} column_name, column_type, is_nullable, character_set_name from information_schema.columns ${where} order by ordinal_position`,
  );
  if (columns.length === 0) {
    throw new UserError(
      `${table.full} shows no columns: the agent's user may not read it, or it is a view that does not work any more or that writes.`,
    );
  }
  const parts = await askWhole(
    connection,
    `${SELECT} index_name, column_name, seq_in_index, index_type, sub_part from information_schema.statistics ${where} order by index_name, seq_in_index`,
  );
  const sql = `${quoteName(table.schema)}.${quoteName(table.name)}`;
  return {
    name: table.full,
    sql,
    columns: columns.map(([name, type, nullable, charset]) => ({
      ...columnOf(name ?? '', documents.has(name ?? '') ? 'json' : (type ?? ''), nullable === 'YES'),
      otherCharset: charset !== 'utf8mb4',
    })),
    hidden: await hiddenColumns(connection, { sql, full: table.full }),
    // Of a view it is not known; where its tables are others, what is read of it may not agree.
    ofOneMoment: table.engine === null || /^(innodb|rocksdb)$/i.test(table.engine),
    primaryKey: parts.flatMap(([index, column]) => (index === 'PRIMARY' && column ? [column] : [])),
    estimatedRows: table.rows,
    indexedFirst: parts.flatMap(([, column, place, kind, part]) =>
      place === '1' && kind === 'BTREE' && part === null && column ? [column] : [],
    ),
    hashIdentity: null,
  };
}

async function notAllowed(connection: Connection, ref: string): Promise<string> {
  const sql = ref.split('.').map(quoteName).join('.');
  return (await isDenied(connection, sql)) ? ` If it is there: ${await grantSelect(connection, sql)}` : '';
}

function find(ref: string, tables: readonly Named[]): Named | undefined {
  const own = tables.filter((table) => table.own);
  const full = findName(
    ref,
    tables.map((table) => table.full),
  );
  const short = findName(
    ref,
    own.map((table) => table.name),
  );
  return tables.find((table) => table.full === full) ?? own.find((table) => table.name === short);
}

/** MariaDB keeps JSON as long text with a check, and tells it apart by the check alone. */
async function jsonColumns(connection: Connection, table: Named): Promise<Set<string>> {
  const rows = await askWhole(
    connection,
    `${SELECT} check_clause from information_schema.check_constraints where constraint_schema = ${quoteText(table.schema)} and table_name = ${quoteText(table.name)}`,
  );
  const names = rows.map(([clause]) => /^json_valid\(`((?:[^`]|``)+)`\)$/i.exec(clause ?? '')?.[1]);
  return new Set(names.flatMap((name) => (name === undefined ? [] : [name.replaceAll('``', '`')])));
}

function columnOf(name: string, nativeType: string, nullable: boolean): DescribedColumn {
  const family = familyOf(nativeType);
  return {
    name,
    nativeType,
    baseType: baseOf(nativeType),
    family,
    nullable,
    nativeHash: null,
    enforced: true,
    mayMean: mayMean(nativeType),
    sortableAs: sortableAs(nativeType),
    bounded: (family !== 'text' && family !== 'json') || baseOf(nativeType) === 'bit',
  };
}
