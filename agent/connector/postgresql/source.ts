import pg from 'pg';
import { z } from 'zod';
import { limitsSchemaOf } from '../../limits/schema.ts';
import { UserError } from '../../user-error.ts';
import type { OpenOptions, Snapshot, Source } from '../connector.ts';
import { Limit } from '../limit.ts';
import type { DescribedTable } from '../plan.ts';
import { cancelRunning } from './cancel-running.ts';
import { describeTable } from './describe.ts';
import { readLoad } from './load.ts';
import { beginReading } from './session.ts';
import { openSnapshot, type ServerFacts } from './snapshot.ts';

export const postgresqlConnectionSchema = z.strictObject({
  engine: z.literal('postgresql'),
  /** postgresql://user:password@host:port/database */
  url: z.string().min(1),
  /** Schema to look for tables in first; the role's search path otherwise. */
  schema: z.string().min(1).optional(),
  limits: limitsSchemaOf({ usual: 6, most: 64 }),
  /** A single statement that takes longer is cancelled. */
  statementTimeoutMs: z.int().min(1_000).default(3_600_000),
});
export type PostgresqlConnection = z.output<typeof postgresqlConnectionSchema>;

const FACTS = `
  select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
         to_regprocedure('pg_current_wal_lsn()') is not null as has_lsn, current_user as role`;
const NOTHING_MORE = { sql: '', schema: z.unknown() };
const OLDEST = 130_000;
const FIRST_WITH_RECORD_HASH = 140_000;
const FIRST_WITH_TID_RANGE = 140_000;

export async function openPostgresql(connection: PostgresqlConnection, options: OpenOptions): Promise<Source> {
  const { maxConnections, pauseWhen } = connection.limits;
  const scans = new Limit(maxConnections - (pauseWhen ? 2 : 1));
  const rereads = new Limit(1);
  const questions = new Limit(1);
  const idle: pg.Client[] = [];
  const all = new Set<pg.Client>();

  async function connect(): Promise<pg.Client> {
    options.signal.throwIfAborted();
    const ready = idle.pop();
    if (ready) return ready;
    const client = new pg.Client({
      connectionString: connection.url,
      application_name: options.applicationName,
      connectionTimeoutMillis: 20_000,
      keepAlive: true,
    });
    const forget = () => {
      all.delete(client);
      if (idle.includes(client)) idle.splice(idle.indexOf(client), 1);
    };
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
      await client.query('set default_transaction_read_only = on');
    } catch (error) {
      throw new UserError(`Cannot connect to PostgreSQL at ${placeOf(connection.url)}: ${messageOf(error)}`);
    }
    all.add(client);
    return client;
  }

  async function withClient<T>(work: (client: pg.Client) => Promise<T>, places = scans): Promise<T> {
    const leave = await places.enter();
    try {
      const client = await connect();
      const answer = await work(client);
      idle.push(client);
      return answer;
    } finally {
      leave();
    }
  }

  const session = { statementTimeoutMs: connection.statementTimeoutMs, schema: connection.schema };
  const facts = await withClient(async (client) => {
    await beginReading(client, session, NOTHING_MORE);
    return await readFacts(client).finally(() => client.query('rollback'));
  });
  const onAbort = () => {
    for (const client of all) void cancelRunning(client).then(() => client.end().catch(() => {}));
  };
  options.signal.addEventListener('abort', onAbort, { once: true });

  return {
    engine: 'postgresql',
    describe: (ref): Promise<DescribedTable> =>
      withClient(async (client) => {
        await beginReading(client, session, NOTHING_MORE);
        return await describeTable(client, ref, facts).finally(() => client.query('rollback'));
      }),
    snapshot: async (purpose): Promise<Snapshot> => {
      const leave = await (purpose === 'scan' ? scans : rereads).enter();
      try {
        const client = await connect();
        return await openSnapshot(client, facts, session, (healthy) => {
          if (healthy) idle.push(client);
          else void client.end().catch(() => {});
          leave();
        });
      } catch (error) {
        leave();
        throw error;
      }
    },
    load: () => withClient((client) => readLoad(client, options.applicationName), questions),
    close: async () => {
      options.signal.removeEventListener('abort', onAbort);
      await Promise.all([...all].map((client) => client.end().catch(() => {})));
    },
  };
}

async function readFacts(client: pg.Client): Promise<ServerFacts> {
  const row = z
    .object({ version: z.number(), encoding: z.string(), has_lsn: z.boolean(), role: z.string() })
    .parse((await client.query(FACTS)).rows[0]);
  if (row.version < OLDEST) throw new UserError('The agent needs PostgreSQL 13 or newer.');
  let hashIdentity: string | null = null;
  if (row.version >= FIRST_WITH_RECORD_HASH) {
    // The hash of known values is the identity: versions do not matter, servers that hash differently never meet.
    const probe = `select hash_record_extended(row('Größe'::text collate "C", 12.50::numeric, 7::int8, true, 1.5::float8), 42)::text as probe`;
    const { probe: value } = z.object({ probe: z.string() }).parse((await client.query(probe)).rows[0]);
    hashIdentity = `postgresql/${row.encoding}/${value}`;
  }
  return {
    utf8: row.encoding === 'UTF8',
    hasLsn: row.has_lsn,
    hashIdentity,
    hasTidRange: row.version >= FIRST_WITH_TID_RANGE,
    role: row.role,
  };
}

function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || 5432}${pathname}`;
  } catch {
    return 'the given address (it is not a URL: postgresql://user:password@host:port/database)';
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
