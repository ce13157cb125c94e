import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '#prisma/generated/client.ts';

/**
 * A client over a pool of its own. The pool has an error listener: without one, a database that goes away ends the process
 * with the first idle connection that notices.
 */
export function openDatabase(url: string, max = 10): PrismaClient {
  const pool = new pg.Pool({ connectionString: url, max });
  pool.on('error', () => {}); // The next query opens a new connection, or says that it cannot.
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
}

const globals: typeof globalThis & { parallaxDb?: PrismaClient } = globalThis;

/** The process's own client. Connects with its first query; kept over reloads of the module in development. */
export const db: PrismaClient = (globals.parallaxDb ??= openDatabase(process.env.DATABASE_URL ?? ''));
