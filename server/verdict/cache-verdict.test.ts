import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '#core/time/day.ts';
import { HOUR_MS } from '#core/time/units.ts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { createContext } from '../context.ts';
import { db } from '../db.ts';
import { enterScope, NO_MIGRATION, type Tx } from '../scope.ts';
import { as } from '../testing/call.ts';
import { at } from '../testing/factory.ts';
import { onServer } from '../testing/on-server.ts';
import { actions, makeWorld, type World } from '../testing/verdict-world.ts';
import { inRawTransaction, inTransaction } from '../transaction.ts';
import { findCachedTrends, findCachedVerdict } from './cache-verdict.ts';
import { getVerdict } from './get-verdict.ts';
import { loadVerdict } from './load-verdict.ts';

/** A few in every test run; as many as one likes by hand. */
const CASES = Number(process.env.KEPT_RUNS ?? 3);

const steps = fc.array(
  fc.record({
    action: fc.constantFrom(...Object.keys(actions)),
    n: fc.nat(1_000),
    waitMs: fc.constantFrom(0, 1, 700, 20_000, 61_000, HOUR_MS, 5 * HOUR_MS, 13 * HOUR_MS, 25 * HOUR_MS),
  }),
  { minLength: 8, maxLength: 12 },
);

const asked = ({ migration }: World, now: Date): Promise<GoNoGo> =>
  as(migration.lead, at(now)).verdict.get({ slug: migration.slug });

const computed = async ({ migration }: World, now: Date): Promise<GoNoGo> =>
  await inTransaction(db, 'read', (tx) =>
    getVerdict.within(tx, createContext({ actor: migration.lead, now: at(now) }), { slug: migration.slug }),
  );

/** As it goes out, without what is undefined. */
const plain = (answer: GoNoGo): unknown => JSON.parse(JSON.stringify(answer));

/** What of an answer is kept: all, its trends, nothing. */
const whatIsKept = async ({ migration }: World, now: Date): Promise<'answer' | 'trends' | null> =>
  await inRawTransaction(db, 'read', async (tx) => {
    await enterScope(tx, { ...NO_MIGRATION, migrations: [migration.id] });
    if (await findCachedVerdict(tx, db, migration.id, now)) return 'answer';
    const today = dayOf(now.getTime(), 'Europe/Berlin');
    return (await findCachedTrends(tx, db, migration.id, now, today)) ? 'trends' : null;
  });
const isKept = async (world: World, now: Date) => (await whatIsKept(world, now)) === 'answer';

describe('a verdict that was kept', () => {
  it(
    'is what would be computed, whatever was done and however much time has passed',
    async () => {
      const used = { answer: 0, trends: 0 };
      await fc.assert(
        fc.asyncProperty(steps, async (scenario) => {
          const world = await makeWorld();
          let now = world.noon(0);
          for (const { action, n, waitMs } of scenario) {
            now = new Date(now.getTime() + waitMs);
            // What a verb refuses changes nothing either.
            await actions[action]?.(world, now, n).catch(() => {});
            for (const later of [0, 1, 300 + n]) {
              const then = new Date(now.getTime() + later);
              const what = await whatIsKept(world, then);
              if (what) used[what] += 1;
              expect(await asked(world, then)).toEqual(await computed(world, then));
            }
            now = new Date(now.getTime() + 30_000);
          }
        }),
        { numRuns: CASES },
      );
      // Not idle, in the few scenarios there are: each asks some thirty times.
      expect(used.answer).toBeGreaterThan(CASES * 2);
      expect(used.trends).toBeGreaterThan(0);
    },
    60_000 + CASES * 30_000,
  );

  it('is no longer shown once any of the verbs has changed something', async () => {
    const world = await makeWorld();
    let now = world.noon(1);
    const changed: string[] = [];
    for (const [name, action] of Object.entries(actions)) {
      now = new Date(now.getTime() + 60_000);
      const before = await asked(world, now);
      expect(isDeepStrictEqual(await asked(world, now), before), name).toBe(true);
      await action(world, now, 5);
      const after = await computed(world, now);
      if (isDeepStrictEqual(plain(after), plain(before))) continue;
      changed.push(name);
      expect(await isKept(world, now), name).toBe(false);
      expect(plain(await asked(world, now)), name).toEqual(plain(after));
    }
    const without = Object.keys(actions).filter((name) => !changed.includes(name));
    expect(without).toEqual(['nothing', 'old notes cleared away']);
  });

  it('is not shown for what a transaction has not committed, and no longer once it has', async () => {
    const world = await makeWorld();
    const now = world.noon(0);
    let written = () => {};
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    let commit = () => {};
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    const slow = inTransaction(db, 'write', async (tx) => {
      await enterScope(tx, { ...NO_MIGRATION, migrations: [world.migration.id] });
      await tx.migration.update({ where: { id: world.migration.id }, data: { name: 'Other' } });
      written();
      await mayCommit;
    });
    await isWritten;
    const before = await asked(world, now);
    // A later transaction than the slow one is over before it.
    await actions['a statement']?.(world, now, 0);
    expect((await asked(world, now)).migration.name).toBe(before.migration.name);
    expect(await isKept(world, now)).toBe(true);
    commit();
    await slow;
    expect(await isKept(world, now)).toBe(false);
    expect((await asked(world, now)).migration.name).toBe('Other');
  });

  it('is no longer shown after a change that was made again, once it had been taken back with its savepoint', async () => {
    const world = await makeWorld();
    const now = world.noon(0);
    await asked(world, now);
    expect(await isKept(world, now)).toBe(true);
    const rename = (name: string) => `UPDATE migration SET name = '${name}' WHERE id = '${world.migration.id}'`;
    await onServer(process.env.DATABASE_URL ?? '', async (client) => {
      for (const statement of [
        'BEGIN',
        'SAVEPOINT a',
        rename('A'),
        'ROLLBACK TO a',
        rename('B'),
        rename('C'),
        'COMMIT',
      ]) {
        await client.query(statement);
      }
    });
    expect(await isKept(world, now)).toBe(false);
    expect((await asked(world, now)).migration.name).toBe('C');
  });

  it('is computed once for many who ask at once, and none of them gets what is older than their question', async () => {
    const world = await makeWorld();
    const now = world.noon(0);
    for (const name of ['One', 'Two', 'Three']) {
      const first = Array.from({ length: 5 }, () => asked(world, now));
      await inTransaction(db, 'write', async (tx) => {
        await enterScope(tx, { ...NO_MIGRATION, migrations: [world.migration.id] });
        await tx.migration.update({ where: { id: world.migration.id }, data: { name } });
      });
      const second = await Promise.all(Array.from({ length: 5 }, () => asked(world, now)));
      expect(new Set(second.map(({ migration }) => migration.name))).toEqual(new Set([name]));
      await Promise.all(first);
    }
  });
});

it('rests on no table whose changes are not noted', async () => {
  const world = await makeWorld();
  await world.cleanDay(world.noon(0));
  const relations = async (tx: Tx) =>
    await tx.$queryRaw<{ name: string; noted: boolean }[]>`
      SELECT c.relname AS name, EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'note_verdict_input') AS noted
      FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
      WHERE l.pid = pg_backend_pid() AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1`;
  const read = await inTransaction(db, 'read', async (tx) => {
    await enterScope(tx, { ...NO_MIGRATION, migrations: [world.migration.id] });
    await loadVerdict(tx, world.migration.id, world.noon(1));
    return await relations(tx);
  });
  expect(read.length).toBeGreaterThan(15);
  // Who may see a migration is asked each time anew.
  expect(read.filter(({ noted }) => !noted).map(({ name }) => name)).toEqual(['membership']);
});
