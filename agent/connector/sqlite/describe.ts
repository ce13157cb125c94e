import type { DatabaseSync } from 'node:sqlite';
import { logicalTypeSchema } from '../../../core/dataset/schema.ts';
import { didYouMean, findName } from '../../find-name.ts';
import { UserError } from '../../user-error.ts';
import type { DescribedTable } from '../plan.ts';
import { familyOfDeclared, mayMean } from './declared-type.ts';

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function describeTable(db: DatabaseSync, file: string, ref: string): DescribedTable {
  const wanted = ref.replace(/^main\./i, '');
  const tables = db
    .prepare(
      `select name from sqlite_schema where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\' order by name`,
    )
    .all();
  const names = tables.map((row) => String(row.name));
  const name = findName(wanted, names);
  if (name === undefined) throw new UserError(`There is no table "${ref}" in ${file}. ${didYouMean(wanted, names)}`);
  const columns = db.prepare('select name, type, "notnull", pk from pragma_table_xinfo(?) where hidden <> 1').all(name);
  const key = columns.filter((column) => Number(column.pk) > 0).sort((a, b) => Number(a.pk) - Number(b.pk));
  const rowid = key.length === 1 && String(key[0]?.type).toUpperCase() === 'INTEGER' ? key[0]?.name : undefined;
  const count = db.prepare(`select count(*) as rows from ${quoteName(name)}`).get();
  return {
    name,
    sql: quoteName(name),
    columns: columns.map((column) => {
      const family = familyOfDeclared(String(column.type));
      return {
        name: String(column.name),
        nativeType: String(column.type),
        baseType: String(column.type),
        family,
        nullable: Number(column.notnull) === 0 && column.name !== rowid,
        nativeHash: null,
        enforced: false,
        mayMean: mayMean(family),
        sortableAs: logicalTypeSchema.options,
        bounded: true,
      };
    }),
    hidden: null,
    ofOneMoment: true,
    primaryKey: key.map((column) => String(column.name)),
    estimatedRows: Number(count?.rows ?? 0),
    indexedFirst: [...indexed(db, name), ...key.slice(0, 1).map((column) => String(column.name))],
    hashIdentity: null,
  };
}

function indexed(db: DatabaseSync, table: string): string[] {
  const sql = `select i.name as name from pragma_index_list(?) l, pragma_index_info(l.name) i where i.seqno = 0 and l.partial = 0`;
  return db
    .prepare(sql)
    .all(table)
    .flatMap((row) => (row.name === null ? [] : [String(row.name)]));
}
