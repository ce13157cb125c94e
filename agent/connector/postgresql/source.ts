import type pg from 'pg';
import { z } from 'zod';
import { HOUR_MS } from '../../../core/time/units.ts';
import { UserError } from '../../user-error.ts';
import { parseAddress } from '../address.ts';
import type { OpenOptions, Snapshot, Source } from '../connector.ts';
import { Limit } from '../limit.ts';
import { limitsSchemaOf } from '../limits-schema.ts';
import type { DescribedTable } from '../plan.ts';
import { answered, LATE_MS } from '../within.ts';
import { describeTable } from './describe.ts';
import { readLoad } from './load.ts';
import { Pool } from './pool.ts';
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
  statementTimeoutMs: z.int().min(1_000).default(HOUR_MS),
});
export type PostgresqlConnection = z.output<typeof postgresqlConnectionSchema>;

const ADDRESS = { of: 'PostgreSQL', protocols: ['postgresql', 'postgres'] };
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
  const patienceMs = connection.statementTimeoutMs + LATE_MS;
  const place = placeOf(connection.url);
  const pool = new Pool({ url: connection.url, place, applicationName: options.applicationName });

  async function take(): Promise<pg.Client> {
    options.signal.throwIfAborted();
    return await pool.take();
  }

  async function withClient<T>(work: (client: pg.Client) => Promise<T>, places = scans): Promise<T> {
    const leave = await places.enter();
    try {
      const client = await take();
      try {
        const answer = await answered(patienceMs, work(client));
        pool.giveBack(client);
        return answer;
      } catch (error) {
        await pool.drop(client);
        throw error;
      }
    } finally {
      leave();
    }
  }

  const session = { statementTimeoutMs: connection.statementTimeoutMs, schema: connection.schema };
  const onAbort = () => void pool.close();
  options.signal.addEventListener('abort', onAbort, { once: true });
  const close = async () => {
    options.signal.removeEventListener('abort', onAbort);
    await pool.close();
  };
  const facts = await withClient(async (client) => {
    await beginReading(client, session, NOTHING_MORE);
    return await readFacts(client).finally(() => client.query('rollback'));
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });

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
        const client = await take();
        const done = async (healthy: boolean) => {
          if (healthy) pool.giveBack(client);
          else await pool.drop(client);
          leave();
        };
        const lease = { cancel: () => pool.cancel(client), done };
        const opened = openSnapshot(client, facts, session, lease);
        return await answered(patienceMs, opened).catch(async (error: unknown) => {
          await done(false);
          throw error;
        });
      } catch (error) {
        leave();
        throw error;
      }
    },
    load: () => withClient((client) => readLoad(client, options.applicationName), questions),
    close,
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
  const { hostname, port, pathname } = parseAddress(url, ADDRESS);
  return `${hostname}:${port || 5432}${pathname}`;
}
