import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { datasetDefinitionSchema } from '../../core/dataset/schema.ts';
import { planDataset } from '../check/plan-dataset.ts';
import type { Slice, Source } from '../connector/connector.ts';
import { connectionSchema } from '../connector/registry.ts';
import { inParallel } from '../run/in-parallel.ts';
import { createDatabase, describeEngines, type TestDatabase } from '../testing/database-kit.ts';
import { hasMariadb } from '../testing/mariadb-database.ts';
import { openTestSource } from '../testing/run-check.ts';
import { APPLICATION, asOwner, databases, fill, urlOf, within } from '../testing/within-limits.ts';
import { limitedSource } from './limited-source.ts';
import { Throttle } from './throttle.ts';

describe('chunks', () => {
  describeEngines(
    [
      { engines: ['postgresql', 'postgresql'] as const },
      { engines: ['sqlite', 'postgresql'] as const },
      { engines: ['postgresql', 'mariadb'] as const },
      { engines: ['mariadb', 'postgresql'] as const },
    ],
    '$engines.0 against $engines.1',
    ({ engines: [legacy, target] }) => {
      it('find in parts what one pass finds', async () => {
        const pair = await databases(legacy, target);
        await fill(
          pair,
          'items',
          30_000,
          "update items set v = 'other' where id in (5, 17000); delete from items where id = 20000",
        );
        const limits = { chunkTime: '10ms', rowsPerSecond: 400_000 };
        await within(pair, { limits: { legacy: limits, target: limits } }, async ({ check }) => {
          // A chunk has at most 4,000 rows, so there are several on both sides.
          const { run } = await check('field_level', 'items');
          expect(run).toMatchObject({ counts: { modified: 2, missingInTarget: 1, identical: 25_712 } });
          expect((await check('record_count', 'items')).run).toMatchObject({
            counts: { legacy: 25_715, target: 25_714 },
          });
        });
      });
    },
  );

  it.each([
    ['a table', 'create table counted (id bigint primary key, v text)', 'postgresql', true],
    ['partitions', 'create table counted (id bigint, v text) partition by hash (id)', 'postgresql', true],
    ['a view', 'create table t (id bigint, v text); create view counted as select * from t', 'postgresql', false],
    ['rows of SQLite', 'create table counted (id integer primary key, v text)', 'sqlite', true],
    ...(hasMariadb
      ? ([
          ['rows of MariaDB', 'create table counted (id bigint primary key, v text)', 'mariadb', true],
          ['MariaDB without a number', 'create table counted (id bigint, v text)', 'mariadb', false],
        ] as const)
      : []),
    ['SQLite without rowid', 'create table counted (id integer primary key, v text) without rowid', 'sqlite', false],
  ] as const)('%s: more than one statement where it can be cut', async (_, ddl, engine, cut) => {
    const database = await createDatabase(engine);
    await database.exec(ddl);
    if (ddl.includes('hash'))
      await database.exec('create table p partition of counted for values with (modulus 1, remainder 0)');
    await database.exec(
      `insert into ${ddl.includes('view') ? 't' : 'counted'} with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
       select i, 'v' || i from n`,
    );
    const slices: (Slice | undefined)[] = [];
    const source = await openTestSource(database.connection);
    const counting: Source = {
      ...source,
      snapshot: async (purpose) => {
        const snapshot = await source.snapshot(purpose);
        return {
          ...snapshot,
          sumBuckets: (plan, partition, slice) => {
            slices.push(slice);
            return snapshot.sumBuckets(plan, partition, slice);
          },
        };
      },
    };
    const { limits } = connectionSchema.parse({ ...database.connection, limits: { rowsPerSecond: 10_000 } });
    const signal = new AbortController().signal;
    const throttle = new Throttle({ side: 'legacy', source, limits, blackout: () => null, signal });
    const limited = limitedSource(counting, throttle, () => {});
    const dataset = datasetDefinitionSchema.parse({ name: 'counted', legacyRef: 'counted', targetRef: 'counted' });
    const plan = await planDataset(dataset, { legacy: limited, target: limited });
    const snapshot = await limited.snapshot('scan');
    const startedMs = performance.now();
    expect((await snapshot.sumBuckets(plan.legacy, { kind: 'modulo', buckets: 3 })).rows()).toBe(20_000);
    await snapshot.close();
    // In parts or at once, it is paid for, but for what a second without reading left over.
    expect(performance.now() - startedMs).toBeGreaterThan(990);
    if (cut) expect(slices.length).toBeGreaterThan(1);
    else expect(slices).toEqual([undefined]);
  });

  it('takes partitioned tables apart, and reads views at once', async () => {
    const pair = await databases();
    for (const { exec } of [pair.legacy, pair.target]) {
      await exec(`
        create table parts (id bigint primary key, v text) partition by range (id);
        create table parts_1 partition of parts for values from (0) to (1000);
        create table parts_2 partition of parts for values from (1000) to (100000);
        insert into parts select i, 'v' || i from generate_series(1, 20000) i;
        create view shown as select * from parts`);
    }
    await pair.target.exec('update parts set v = null where id = 15000');
    const limits = { rowsPerSecond: 1_000_000, chunkTime: '1ms' };
    await within(pair, { limits: { legacy: limits, target: limits } }, async ({ check }) => {
      for (const name of ['parts', 'shown']) {
        const { run } = await check('field_level', name);
        const differing = name === 'parts' ? { modified: 1 } : { missingInTarget: 1, extraInTarget: 1 };
        expect(run).toMatchObject({ counts: { ...differing, identical: 19_999 } });
      }
    });
  });
});

it('keeps to the rows a second over all checks in progress, within a tenth', async () => {
  const pair = await databases();
  for (const name of ['one', 'two', 'three']) await fill(pair, name, 35_000);
  await within(pair, { limits: { target: { rowsPerSecond: 15_000 } } }, async ({ check }) => {
    const startedMs = performance.now();
    const all = await Promise.all(['one', 'two', 'three'].map((name) => check('checksum', name)));
    const seconds = (performance.now() - startedMs) / 1_000;
    expect(all.map(({ verdict }) => verdict)).toEqual(['match', 'match', 'match']);
    const rate = (3 * 30_000) / seconds;
    expect(rate).toBeLessThan(15_000 * 1.1);
    expect(rate).toBeGreaterThan(15_000 * 0.9);
  });
}, 30_000);

describe('a source that is busy', () => {
  /** Statements of others that run until they are let go. */
  async function busy(database: TestDatabase, statements: number) {
    const clients = Array.from(
      { length: statements },
      () => new pg.Client({ connectionString: urlOf(database), application_name: 'the business' }),
    );
    for (const client of clients) {
      client.on('error', () => {});
      await client.connect();
      void client.query('select pg_sleep(60)').catch(() => {});
    }
    const asleep = `select count(*)::int as n from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'`;
    await asOwner(database, (owner) =>
      expect.poll(async () => (await owner.query(asleep)).rows[0]).toEqual({ n: statements }),
    );
    return () =>
      asOwner(database, (owner) =>
        owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where query = 'select pg_sleep(60)'`),
      );
  }

  it('is left alone until it is less busy, and people see why', async () => {
    const pair = await databases();
    await fill(pair, 'items', 1_000);
    // Other test files share the server: what they run counts as well.
    const limits = { legacy: { pauseWhen: { runningQueries: 40 }, checkInterval: '100ms' } };
    const said: string[] = [];
    await within(pair, { limits, say: (text) => said.push(text) }, async ({ check }) => {
      const letGo = await busy(pair.legacy, 41);
      const running = check('field_level', 'items');
      await expect
        .poll(() => said.at(-1))
        .toMatch(/^paused, legacy: \d+ statements of others are running \(limit 40\)$/);
      const held = await Promise.race([running.then(() => 'done'), sleep(700, 'waiting')]);
      expect(held).toBe('waiting');
      await letGo();
      expect((await running).verdict).toBe('match');
      expect(said).toContain('going on, legacy is less busy');
    });
  }, 30_000);

  it('fails a check that has waited too long, and lets go of its snapshot', async () => {
    const pair = await databases();
    await fill(pair, 'items', 1_000);
    const limits = { target: { pauseWhen: { runningQueries: 40 }, checkInterval: '100ms', pauseLimit: '500ms' } };
    await within(pair, { limits }, async ({ check }) => {
      const letGo = await busy(pair.target, 41);
      const { run, verdict } = await check('record_count', 'items');
      expect(verdict).toBe('not_evaluated');
      expect(run.failure?.message).toMatch(
        /Gave up after waiting .* for the target database: \d+ statements of others/,
      );
      const held = await asOwner(pair.target, async (owner) => {
        const sql = `select count(*)::int as held from pg_stat_activity where application_name = $1 and backend_xmin is not null`;
        return (await owner.query(sql, [APPLICATION])).rows[0];
      });
      expect(held).toEqual({ held: 0 });
      await letGo();
    });
  }, 30_000);

  it('says at once what is missing for asking', async () => {
    const pair = await databases();
    await pair.legacy.exec(`create role looker_${process.pid} login password 'x'`);
    const url = new URL(urlOf(pair.legacy));
    url.username = `looker_${process.pid}`;
    url.password = 'x';
    const looker = { ...pair.legacy, connection: { engine: 'postgresql' as const, url: url.toString() } };
    const limits = { legacy: { pauseWhen: { runningQueries: 5 } } };
    await expect(within({ ...pair, legacy: looker }, { limits }, async () => {})).rejects.toThrow(
      /GRANT pg_read_all_stats/,
    );
    await pair.legacy.exec(`drop role looker_${process.pid}`);
    const sqlite = await databases('sqlite', 'postgresql');
    await expect(within(sqlite, { limits }, async () => {})).rejects.toThrow(/sqlite has no load to ask for/);
  });
});

it('never has more connections than it may, however many checks are in progress', async () => {
  const pair = await databases();
  for (let i = 0; i < 6; i++) await fill(pair, `t${i}`, 20_000, `update t${i} set v = 'x' where id % 5 = 0`);
  const limits = { maxConnections: 4, pauseWhen: { runningQueries: 1_000 }, checkInterval: '50ms' };
  let most = 0;
  await within(pair, { limits: { target: limits } }, async ({ check }) => {
    await asOwner(pair.target, async (owner) => {
      let over = false;
      const watching = (async () => {
        while (!over) {
          const sql = `select count(*)::int as open from pg_stat_activity where application_name = $1 and datname = current_database()`;
          most = Math.max(most, Number((await owner.query(sql, [APPLICATION])).rows[0]?.open));
        }
      })();
      const jobs = Array.from({ length: 6 }, (_, i) =>
        (['field_level', 'checksum', 'record_count'] as const).map((kind) => ({ kind, name: `t${i}` })),
      ).flat();
      await inParallel(jobs, 6, async ({ kind, name }) => {
        const { run } = await check(kind, name, 50);
        expect(run.failure).toBeUndefined();
      });
      over = true;
      await watching;
    });
  });
  expect(most).toBe(4);
}, 60_000);
