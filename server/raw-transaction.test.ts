import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { sqlStateOf } from './database-error.ts';
import { db, openDatabase } from './db.ts';
import { rawTransaction } from './raw-transaction.ts';
import type { RawTx } from './scope.ts';
import { onServer } from './testing/on-server.ts';
import { inRawTransaction } from './transaction.ts';

const url = () => process.env.DATABASE_URL ?? '';

/** One of everything that commands send and read. */
const ask = async (tx: RawTx) =>
  await tx.$queryRaw<Record<string, unknown>[]>`
    SELECT ${new Date('2026-07-01T12:34:56.789Z')}::timestamptz AS instant, ${'2026-07-01'}::date AS day,
           ${9_007_199_254_740_993n}::bigint AS big, ${7}::int AS small, ${'12.3400'}::numeric AS amount, ${true}::boolean AS yes,
           ${JSON.stringify({ a: [1, null] })}::jsonb AS json, ${['a', 'b,"c"']}::text[] AS texts,
           ${'01993b6e-7e00-7000-8000-000000000000'}::uuid AS id, ${null}::text AS nothing, ${''}::text AS empty,
           ${[new Date('2026-07-01T00:00:00Z')]}::timestamptz[] AS instants, 0.5::float8 AS half`;

describe('SQL without Prisma', () => {
  it('answers exactly as with it', async () => {
    const withPrisma = await db.$transaction(ask);
    expect(await inRawTransaction(db, 'write', ask)).toEqual(withPrisma);
    expect(withPrisma).toMatchObject([{ big: 9_007_199_254_740_993n, amount: new Prisma.Decimal('12.34') }]);
  });

  it('takes fragments, and the same statement again and again', async () => {
    const columns = Prisma.sql`${1}::int AS one, ${'x'}::text AS two`;
    await inRawTransaction(db, 'write', async (tx) => {
      for (const n of [1, 2, 3]) {
        expect(await tx.$queryRaw`SELECT ${columns}, ${n}::int AS n`).toEqual([{ one: 1, two: 'x', n }]);
        expect(await tx.$queryRaw`SELECT ${n}::int AS n`).toEqual([{ n }]);
        expect(await tx.$queryRaw(Prisma.sql`SELECT ${n}::int AS n`)).toEqual([{ n }]);
      }
    });
  });
});

describe('its transaction', () => {
  it('is kept whole or not at all', async () => {
    await onServer(url(), (client) => client.query('CREATE TABLE kept (n int)'));
    const insert = (tx: RawTx, n: number) => tx.$executeRaw`INSERT INTO kept VALUES (${n}::int)`;
    expect(await inRawTransaction(db, 'write', (tx) => insert(tx, 1))).toBe(1);
    const fails = inRawTransaction(db, 'write', async (tx) => {
      await insert(tx, 2);
      throw new Error('no');
    });
    await expect(fails).rejects.toThrow('no');
    // A swallowed error: the database answers COMMIT with ROLLBACK, and that must not pass for success.
    const swallowed = inRawTransaction(db, 'write', async (tx) => {
      await insert(tx, 3);
      await tx.$executeRaw`SELECT 1/0`.catch(() => {});
    });
    await expect(swallowed).rejects.toThrow('not committed');
    const { rows } = await onServer(url(), (client) => client.query('SELECT n FROM kept'));
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('is tried again when the database gives it up', async () => {
    let tries = 0;
    await inRawTransaction(db, 'write', async (tx) => {
      tries += 1;
      if (tries < 3) await tx.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'give up' USING ERRCODE = '40001'; END $$`;
    });
    expect(tries).toBe(3);
  });

  it('ends after its time, whatever it waits for, and gives its connection back', async () => {
    const pool = new pg.Pool({ connectionString: url(), max: 1 });
    const endless = rawTransaction(pool, 'write', 200, (tx) => tx.$executeRaw`SELECT pg_sleep(60)`);
    const error = await endless.catch((thrown: unknown) => thrown);
    expect(sqlStateOf(error)).toBe('57014');
    expect(await rawTransaction(pool, 'write', 5_000, (tx) => tx.$queryRaw`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it('survives a connection that is cut in the middle of it', async () => {
    const own = openDatabase(url(), 1);
    const cut = inRawTransaction(own, 'write', async (tx) => {
      const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await onServer(url(), (client) => client.query('SELECT pg_terminate_backend($1)', [row?.pid]));
      await tx.$queryRaw`SELECT 1`;
    });
    await expect(cut).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterSeconds: 5 });
    expect(await inRawTransaction(own, 'write', (tx) => tx.$queryRaw`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
    await own.$disconnect();
  });
});
