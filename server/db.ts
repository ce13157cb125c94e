import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '#prisma/generated/client.ts';

/** A request that gets no connection within this time is refused, instead of queueing without end. */
const CONNECT_WITHIN_MS = 5_000;
const POOL_SIZE = 10;

/**
 * A client over a pool of its own. The pool has an error listener: without one, a database that goes away ends the process
 * with the first idle connection that notices.
 */
export function openDatabase(url: string, max = POOL_SIZE): PrismaClient {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    application_name: 'parallax',
    // Prisma's adapter writes and reads instants without their zone: a session must be in UTC, whatever the server's default.
    onConnect: (client) => client.query("SET TIME ZONE 'UTC'"),
  });
  pool.on('error', () => {}); // The next query opens a new connection, or says that it cannot.
  const db = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  pools.set(db, pool);
  return db;
}

const globals: typeof globalThis & { parallaxDb?: PrismaClient; parallaxPools?: WeakMap<PrismaClient, pg.Pool> } =
  globalThis;
globals.parallaxPools ??= new WeakMap();
const pools = globals.parallaxPools;

/** The pool under a client of `openDatabase`; undefined for others. */
export const poolOf = (db: PrismaClient): pg.Pool | undefined => pools.get(db);

/**
 * The process's own client. It connects with its first query, so a build needs no database. Kept on `globalThis`, because
 * Next loads this module once for each of its bundles. The address was checked at start (server/env.ts).
 */
globals.parallaxDb ??= openDatabase(
  process.env.DATABASE_URL ?? '',
  Number(process.env.DATABASE_POOL_SIZE) || POOL_SIZE,
);
export const db: PrismaClient = globals.parallaxDb;
