import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils';
import { PrismaClient } from '#prisma/generated/client.ts';

/**
 * A client on this file's database from whose every statement the application's own filter is taken out: conditions on
 * `migration_id`, and in reads those on whose membership and which audit trail it is, hold for every row. Without `rowSecurity` the statements also run as
 * the owner, so that nothing at all is left: for proving that there was something to hold.
 */
export function openWeakened({ rowSecurity }: { rowSecurity: boolean }): PrismaClient {
  const weaken = (sql: string) => withoutFilter(rowSecurity ? sql : withoutRole(sql));
  const inner = new PrismaPg({ connectionString: process.env.DATABASE_URL, max: 4 });
  const adapter: SqlDriverAdapterFactory = {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => weakenedAdapter(await inner.connect(), weaken),
  };
  return new PrismaClient({ adapter });
}

type Weaken = (sql: string) => string;

function weakenedAdapter(adapter: SqlDriverAdapter, weaken: Weaken): SqlDriverAdapter {
  const start = adapter.startTransaction.bind(adapter);
  return Object.assign(weakened(adapter, weaken), {
    startTransaction: async (level?: Parameters<typeof start>[0]) => weakened(await start(level), weaken),
  });
}

function weakened<Q extends SqlQueryable>(queryable: Q, weaken: Weaken): Q {
  const queryRaw = queryable.queryRaw.bind(queryable);
  const executeRaw = queryable.executeRaw.bind(queryable);
  const changed = (query: SqlQuery) => ({ ...query, sql: weaken(query.sql) });
  return Object.assign(queryable, {
    queryRaw: async (query: SqlQuery) => await queryRaw(changed(query)),
    executeRaw: async (query: SqlQuery) => await executeRaw(changed(query)),
  });
}

const withoutRole = (sql: string) =>
  sql.replaceAll("set_config('role', 'parallax_app', true)", "set_config('role', 'none', true)");

/** Every condition is replaced by one that always holds and still names its parameters, which are counted. */
function withoutFilter(sql: string): string {
  const ofMigrations = alwaysTrue(sql, 'migration_id');
  const isRead = /^\s*(SELECT|WITH)\b/i.test(sql);
  return isRead ? alwaysTrue(alwaysTrue(ofMigrations, 'user_id'), 'stream') : ofMigrations;
}

function alwaysTrue(sql: string, column: string): string {
  const name = String.raw`(?:"?\w+"?\.)*"?${column}"?`;
  const parameter = String.raw`\$\d+(?:::uuid)?`;
  const equal = new RegExp(String.raw`${name}\s*(?:=|IS NOT DISTINCT FROM)\s*(${parameter})(?!\w)`, 'g');
  const among = new RegExp(String.raw`${name}\s+IN\s*\((${parameter}(?:\s*,\s*${parameter})*)\)`, 'g');
  const any = new RegExp(String.raw`${name}\s*=\s*ANY\s*\((\$\d+(?:::uuid\[\])?)\)`, 'g');
  return sql
    .replaceAll(equal, (_, one: string) => hold([one], 'uuid'))
    .replaceAll(among, (_, list: string) => hold(list.split(','), 'uuid'))
    .replaceAll(any, (_, one: string) => hold([one], 'uuid[]'));
}

function hold(parameters: readonly string[], type: string): string {
  const named = parameters.map((parameter) => `${/\$\d+/.exec(parameter)?.[0]}::${type} IS NULL`);
  return `(${named.join(' OR ')} OR true)`;
}
