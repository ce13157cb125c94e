import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '#core/time/day.ts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { createContext, systemContext } from '../context.ts';
import { db } from '../db.ts';
import { prune } from '../jobs/prune.ts';
import { recordVerdictChanges } from '../jobs/record-verdict-changes.ts';
import { newId } from '../new-id.ts';
import { enterScope, NO_MIGRATION, type Tx } from '../scope.ts';
import { as } from '../testing/call.ts';
import { type CleanMigration, DAY_MS, HOUR_MS, makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeMember } from '../testing/factory.ts';
import { onServer } from '../testing/on-server.ts';
import { countRun, fieldRun } from '../testing/runs.ts';
import { inRawTransaction, inTransaction } from '../transaction.ts';
import { getVerdict } from './get-verdict.ts';
import { findKeptTrends, findKeptVerdict } from './kept-verdicts.ts';
import { loadVerdict } from './load-verdict.ts';

/** A few in every test run; as many as one likes by hand. */
const CASES = Number(process.env.KEPT_RUNS ?? 3);

type World = CleanMigration & { finance: Awaited<ReturnType<typeof makeMember>>; lastRun: string };

async function makeWorld(): Promise<World> {
  const made = await makeCleanMigration(1);
  const { migration } = made;
  const lead = as(migration.lead, at(made.noon(0)));
  const { document } = await lead.plan.get({ slug: migration.slug });
  const noon = made.noon(0).getTime();
  const iso = (hours: number) => new Date(noon + hours * HOUR_MS + 1_234).toISOString();
  await lead.plan.replace({
    migrationId: migration.id,
    document: {
      ...document,
      phases: [{ name: 'Shadow' }],
      attestations: [{ name: 'Variances', statement: 'Understood.', validDays: 1 }],
      calendar: [
        { kind: 'freeze', name: 'Quarter', from: iso(20), to: iso(30) },
        { kind: 'month_end', name: 'February', from: iso(2), to: iso(4) },
      ],
      criteria: [
        ...document.criteria,
        { key: 'said', metric: 'attestation', comparator: 'gte', threshold: '1' },
        { key: 'covered', metric: 'coverage', comparator: 'gte', threshold: '1', blocking: false },
      ],
    },
  });
  return { ...made, finance: await makeMember(migration.id, 'finance'), lastRun: '' };
}

type Deed = (world: World, now: Date, n: number) => Promise<unknown>;
const runOf = (world: World, check: string, now: Date) => {
  const runId = newId();
  return { checkId: world.checkIds[`payouts/${check}`] ?? '', at: now, runId };
};

/** Whatever can change a verdict, by the verbs that do it. */
const deeds: Record<string, Deed> = {
  nothing: async () => {},
  'a clean day': async (world, now) => await world.cleanDay(now),
  'a count that may differ': async (world, now, n) => {
    const base = runOf(world, 'record_count', now);
    await world.submit(countRun(base, 100, 100 - (n % 3)), now);
    world.lastRun = base.runId;
  },
  'rows that may differ, or are suspected': async (world, now, n) => {
    const base = runOf(world, 'field_level', now);
    await world.submit(fieldRun(base, { rows: 100, amount: n % 2, suspected: n % 5 }), now);
  },
  'evidence of yesterday': async (world, now) => {
    const then = new Date(now.getTime() - DAY_MS);
    await world.submit(countRun(runOf(world, 'record_count', then)), now);
  },
  'a count taken back': async (world, now) => {
    if (world.lastRun === '') return;
    await world.submit({ ...countRun(runOf(world, 'record_count', now)), supersedesRunId: world.lastRun }, now);
    world.lastRun = '';
  },
  telemetry: async (world, now, n) => {
    const checkId = world.checkIds['payouts/performance'] ?? '';
    const side = { requests: 2_000, errors: n % 9, failedTransactions: 0, latency: [{ upToMs: '50', count: 2_000 }] };
    const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000 - 60_000).toISOString();
    const points = [{ checkId, at: minute, legacy: side, target: side }];
    await as(world.key.actor, at(now)).ingest.metrics({ protocol: 1, points });
  },
  'a statement': async ({ migration }, now, n) =>
    await as(migration.lead, at(now)).plan.mark({
      migrationId: migration.id,
      part: 'attestations',
      name: 'Variances',
      status: n % 2 === 0 ? 'attested' : 'withdrawn',
    }),
  'another threshold': async ({ migration }, now, n) => {
    const lead = as(migration.lead, at(now));
    const criteria = await lead.criterion.list({ migrationId: migration.id });
    const streak = criteria.find(({ metric }) => metric === 'critical_free_streak');
    const threshold = String(1 + (n % 3));
    await lead.criterion.update({ migrationId: migration.id, criterionId: streak?.id ?? '', threshold });
  },
  'a plan without its freeze, or with it': async ({ migration }, now) => {
    const lead = as(migration.lead, at(now));
    const { document } = await lead.plan.get({ slug: migration.slug });
    const [freeze, ...rest] = document.calendar;
    const calendar = rest.length > 0 || !freeze ? rest : [{ ...freeze, name: 'Again' }, ...document.calendar];
    await lead.plan.replace({ migrationId: migration.id, document: { ...document, calendar } });
  },
  'a waiver': async ({ migration, finance }, now, n) => {
    const migrationId = migration.id;
    const lead = as(migration.lead, at(now));
    const criteria = await lead.criterion.list({ migrationId });
    const criterionId = criteria[Math.floor(n / 7) % criteria.length]?.id ?? '';
    const expiresAt = new Date(now.getTime() + HOUR_MS + n).toISOString();
    const { id } = await lead.waiver.request({ migrationId, criterionId, reason: 'known', expiresAt });
    await as(finance, at(now)).waiver.decide({ migrationId, waiverId: id, approved: true });
  },
  'a discrepancy put aside': async ({ migration }, now) => {
    const lead = as(migration.lead, at(now));
    const { items } = await lead.discrepancy.list({ migrationId: migration.id, view: 'open' });
    for (const { id } of items.slice(0, 1)) {
      const reason = 'It is expected.';
      await lead.discrepancy.archive({ migrationId: migration.id, id, reason });
    }
  },
  'a check that is due more often': async ({ migration, checkIds }, now, n) => {
    const schedule = { everyMs: HOUR_MS * (1 + (n % 30)), graceMs: 1_000 };
    const checkId = checkIds['payouts/record_count'] ?? '';
    await as(migration.lead, at(now)).check.update({ migrationId: migration.id, checkId, schedule });
  },
  'outcomes written down': async (_, now) => await recordVerdictChanges(systemContext('test', { now: at(now) })),
  'old notes cleared away': async (_, now) => await prune(systemContext('test', { now: at(now) }), {}),
};

const steps = fc.array(
  fc.record({
    deed: fc.constantFrom(...Object.keys(deeds)),
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
    if (await findKeptVerdict(tx, db, migration.id, now)) return 'answer';
    const today = dayOf(now.getTime(), 'Europe/Berlin');
    return (await findKeptTrends(tx, db, migration.id, now, today)) ? 'trends' : null;
  });
const isKept = async (world: World, now: Date) => (await whatIsKept(world, now)) === 'answer';

describe('a verdict that was kept', () => {
  it(
    'is what would be computed, whatever was done and however much time has passed',
    async () => {
      const used = { answer: 0, trends: 0 };
      await fc.assert(
        fc.asyncProperty(steps, async (story) => {
          const world = await makeWorld();
          let now = world.noon(0);
          for (const { deed, n, waitMs } of story) {
            now = new Date(now.getTime() + waitMs);
            // What a verb refuses changes nothing either.
            await deeds[deed]?.(world, now, n).catch(() => {});
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
      // Not idle, in the few stories there are: each asks some thirty times.
      expect(used.answer).toBeGreaterThan(CASES * 2);
      expect(used.trends).toBeGreaterThan(0);
    },
    60_000 + CASES * 30_000,
  );

  it('is no longer shown once any of the verbs has changed something', async () => {
    const world = await makeWorld();
    let now = world.noon(1);
    const changed: string[] = [];
    for (const [name, deed] of Object.entries(deeds)) {
      now = new Date(now.getTime() + 60_000);
      const before = await asked(world, now);
      expect(isDeepStrictEqual(await asked(world, now), before), name).toBe(true);
      await deed(world, now, 5);
      const after = await computed(world, now);
      if (isDeepStrictEqual(plain(after), plain(before))) continue;
      changed.push(name);
      expect(await isKept(world, now), name).toBe(false);
      expect(plain(await asked(world, now)), name).toEqual(plain(after));
    }
    const without = Object.keys(deeds).filter((name) => !changed.includes(name));
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
    await deeds['a statement']?.(world, now, 0);
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
      SELECT c.relname AS name, EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'note_ground') AS noted
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
