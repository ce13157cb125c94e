import { beforeAll, expect, it } from 'vitest';
import { datasetDefinitionSchema } from '../../core/dataset/schema.ts';
import { type ComparisonPlan, planComparison } from '../pairing/plan-comparison.ts';
import { createDatabase, describeEngines, type Engine, type TestDatabase } from '../testing/database-kit.ts';
import { readRows } from '../testing/read-rows.ts';
import { openTestSource } from '../testing/run-check.ts';
import { bucketOf } from './bucket-of.ts';
import { BucketSums } from './bucket-sums.ts';
import type { Snapshot, Source } from './connector.ts';
import type { Partition } from './plan.ts';

/** What every engine's connector has to do alike. A new engine is a line here. */
const engines: { engines: [Engine]; types: Record<string, [declared: string, family: string]> }[] = [
  {
    engines: ['postgresql'],
    types: {
      i: ['bigint', 'integer'],
      d: ['numeric(10,2)', 'decimal'],
      f: ['double precision', 'float'],
      b: ['boolean', 'boolean'],
      t: ['character varying(40)', 'text'],
      c: ['character(3)', 'text'],
      x: ['bytea', 'binary'],
      day: ['date', 'date'],
      clock: ['time without time zone', 'time'],
      local: ['timestamp without time zone', 'timestamp'],
      instant: ['timestamp with time zone', 'timestamptz'],
      u: ['uuid', 'uuid'],
      j: ['jsonb', 'json'],
    },
  },
  {
    engines: ['sqlite'],
    types: {
      i: ['INTEGER', 'integer'],
      d: ['NUMERIC(10,2)', 'decimal'],
      f: ['DOUBLE', 'float'],
      b: ['BOOLEAN', 'boolean'],
      t: ['NVARCHAR(40)', 'text'],
      c: ['CHAR(3)', 'text'],
      x: ['BLOB', 'binary'],
      day: ['DATE', 'date'],
      clock: ['TIME', 'time'],
      local: ['DATETIME', 'timestamp'],
      instant: ['TIMESTAMPTZ', 'timestamptz'],
      u: ['UUID', 'uuid'],
      j: ['JSON', 'json'],
    },
  },
  {
    engines: ['mariadb'],
    types: {
      i: ['bigint(20)', 'integer'],
      d: ['decimal(10,2)', 'decimal'],
      f: ['double', 'float'],
      b: ['tinyint(1)', 'boolean'],
      t: ['varchar(40)', 'text'],
      c: ['char(3)', 'text'],
      x: ['blob', 'binary'],
      day: ['date', 'date'],
      clock: ['time(6)', 'time'],
      local: ['datetime(6)', 'timestamp'],
      instant: ['timestamp(6)', 'timestamptz'],
      u: ['uuid', 'uuid'],
      j: ['json', 'json'],
    },
  },
];

const partitions: Partition[] = [
  { kind: 'ranges', first: -20n, width: 7n, buckets: 40 },
  { kind: 'modulo', buckets: 13 },
  { kind: 'hash', buckets: 13 },
];

describeEngines(engines, 'connector for $engines.0', ({ engines: [engine], types }) => {
  let database: TestDatabase;
  let source: Source;

  beforeAll(async () => {
    database = await createDatabase(engine);
    const columns = Object.entries(types).map(([name, [declared]]) => `${name} ${declared}`);
    await database.exec(`create table every_type (${columns.join(', ')})`);
    await database.exec(
      'create table "Order Lines" ("Line No" int not null, "order" int not null, note text, primary key ("order", "Line No"))',
    );
    await database.exec('create table numbers (id int primary key, v text)');
    const rows = Array.from({ length: 200 }, (_, i) => `(${i - 17}, 'value ${i % 50}')`);
    await database.exec(`insert into numbers values ${rows.join(', ')}`);
    source = await openTestSource(database.connection);
  });

  async function planOf(name: string, keyColumns: string[] = []): Promise<ComparisonPlan> {
    const table = await source.describe(name);
    const dataset = datasetDefinitionSchema.parse({ name, legacyRef: name, targetRef: name, keyColumns });
    return planComparison(dataset, table, table);
  }

  async function withSnapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const snapshot = await source.snapshot('scan');
    try {
      return await work(snapshot);
    } finally {
      await snapshot.close();
    }
  }

  it('describes columns, their meaning and the primary key in its order', async () => {
    const table = await source.describe('every_type');
    expect(Object.fromEntries(table.columns.map((one) => [one.name, [one.nativeType, one.family]]))).toEqual(types);
    const lines = await source.describe('Order Lines');
    expect(lines.primaryKey).toEqual(['order', 'Line No']);
    expect(lines.columns.map((one) => one.nullable)).toEqual([false, false, true]);
    expect(lines.indexedFirst).toContain('order');
  });

  it('finds tables whatever their case, and names the nearest where there is none', async () => {
    expect((await source.describe('ORDER_LINES')).columns).toHaveLength(3);
    await expect(source.describe('number')).rejects.toThrow(/no table "number".*Nearest: numbers/s);
  });

  it('reads rows in key order, and the same buckets that its sums are of', async () => {
    const plan = await planOf('numbers');
    for (const partition of partitions) {
      await withSnapshot(async (snapshot) => {
        const all = await readRows(snapshot.rows(plan.legacy, { kind: 'all' }));
        expect(all.map(([id]) => Number(id))).toEqual(Array.from({ length: 200 }, (_, i) => i - 17));
        const sums = await snapshot.sumBuckets(plan.legacy, partition);
        expect(sums.rows()).toBe(200);
        const buckets = [0, 3, 5];
        const some = await readRows(snapshot.rows(plan.legacy, { kind: 'buckets', partition, buckets }));
        const expected = all.filter((row) => buckets.includes(bucketOf(plan.legacy, partition, row)));
        expect(some).toEqual(expected);
        expect(some).toHaveLength(buckets.reduce((rows, bucket) => rows + (sums.counts[bucket] ?? 0), 0));
        expect(some.length).toBeGreaterThan(0);
      });
    }
  });

  it('reads a table slice by slice as it does at once, each row once', async () => {
    const plan = await planOf('numbers');
    const adding = { ...plan.legacy, amountColumn: 0 };
    await withSnapshot(async (snapshot) => {
      if (!snapshot.nextSlice) return;
      for (const rows of [1, 30, 1_000]) {
        for (const partition of partitions) {
          const whole = await snapshot.sumBuckets(adding, partition);
          const merged = new BucketSums(partition.buckets + 1);
          let counted = 0;
          let slice = await snapshot.nextSlice(plan.legacy, null, rows);
          if (!slice) continue;
          while (slice) {
            merged.merge(await snapshot.sumBuckets(adding, partition, slice));
            counted += await snapshot.countRows(plan.legacy, undefined, slice);
            slice = slice.to === null ? null : await snapshot.nextSlice(plan.legacy, slice.to, rows);
          }
          expect(counted).toBe(200);
          expect([whole.amounts.text(), merged.amounts.text()]).toEqual(['16806', '16806']);
          const differing = Array.from(whole.counts.keys()).filter((i) => !whole.sameBucket(merged, i));
          expect(differing).toEqual([]);
        }
      }
    });
  });

  it('sums rows differently when any of them changes, and alike when their order does', async () => {
    const plan = await planOf('numbers');
    const partition = partitions[0] ?? { kind: 'modulo', buckets: 1 };
    const before = await withSnapshot((snapshot) => snapshot.sumBuckets(plan.legacy, partition));
    await database.exec("delete from numbers where id = 4; insert into numbers values (4, 'value 21')");
    const same = await withSnapshot((snapshot) => snapshot.sumBuckets(plan.legacy, partition));
    await database.exec("update numbers set v = 'other' where id = 4");
    const changed = await withSnapshot((snapshot) => snapshot.sumBuckets(plan.legacy, partition));
    await database.exec("update numbers set v = 'value 21' where id = 4");
    const differing = (a: typeof before, b: typeof before) =>
      Array.from(a.counts.keys()).filter((i) => !a.sameBucket(b, i));
    expect(differing(before, same)).toEqual([]);
    expect(differing(before, changed)).toEqual([3]);
  });

  it('knows the range of a key, counts, and reads single keys', async () => {
    const plan = await planOf('numbers');
    await withSnapshot(async (snapshot) => {
      expect(await snapshot.keyRange(plan.legacy)).toEqual({ min: -17n, max: 182n });
      expect(await snapshot.countRows(plan.legacy)).toBe(200);
      const keys = [['5'], ['-3'], ['9999'], ['99999999999999999999'], ['no number']];
      const rows = await readRows(snapshot.rows(plan.legacy, { kind: 'keys', keys }));
      expect(rows.map(([id]) => id)).toEqual(['-3', '5']);
    });
    const lines = await planOf('Order Lines');
    await database.exec(`insert into "Order Lines" values (1, 7, 'a'), (2, 7, 'b'), (1, 8, 'c')`);
    await withSnapshot(async (snapshot) => {
      const rows = await readRows(
        snapshot.rows(lines.legacy, {
          kind: 'keys',
          keys: [
            ['7', '2'],
            ['8', '1'],
            ['8', '2'],
          ],
        }),
      );
      expect(rows).toEqual([
        ['7', '2', 'b'],
        ['8', '1', 'c'],
      ]);
      expect(await snapshot.keyRange(plan.legacy)).not.toBeNull();
    });
  });

  it('sees one moment, however long it reads, and lets others write', async () => {
    const plan = await planOf('numbers');
    await withSnapshot(async (snapshot) => {
      const before = await snapshot.sumBuckets(plan.legacy, { kind: 'modulo', buckets: 1 });
      await database.exec("insert into numbers values (1000, 'new'); update numbers set v = 'written' where id = 0");
      const after = await snapshot.sumBuckets(plan.legacy, { kind: 'modulo', buckets: 1 });
      expect(after.sameBucket(before, 0)).toBe(true);
      expect(await snapshot.countRows(plan.legacy)).toBe(200);
      expect(Math.abs(Date.parse(snapshot.watermark.time) - Date.now())).toBeLessThan(60_000);
    });
    await withSnapshot(async (snapshot) => expect(await snapshot.countRows(plan.legacy)).toBe(201));
    await database.exec("delete from numbers where id = 1000; update numbers set v = 'value 17' where id = 0");
  });

  it('stops reading early without leaving anything behind', async () => {
    await database.exec('create table many (id int primary key, v text)');
    const pad = 'x'.repeat(500);
    for (let from = 0; from < 8_000; from += 1_000) {
      const rows = Array.from({ length: 1_000 }, (_, i) => `(${from + i}, '${pad}')`);
      await database.exec(`insert into many values ${rows.join(', ')}`);
    }
    const plan = await planOf('many');
    await withSnapshot(async (snapshot) => {
      for await (const { starts } of snapshot.rows(plan.legacy, { kind: 'all' })) {
        expect(starts.length).toBeGreaterThan(0);
        break;
      }
    });
    await withSnapshot(async (snapshot) =>
      expect(await readRows(snapshot.rows(plan.legacy, { kind: 'all' }))).toHaveLength(8_000),
    );
  });
});

it('refuses to write to PostgreSQL even if a view asks for it', async () => {
  const database = await createDatabase('postgresql');
  await database.exec(`create table log (v int);
    create function nosy() returns int language sql volatile as 'insert into log values (1) returning v';
    create view tempting as select 1 as id, nosy() as v`);
  const source = await openTestSource(database.connection);
  const table = await source.describe('tempting');
  const plan = planComparison(
    datasetDefinitionSchema.parse({ name: 'v', legacyRef: 'v', targetRef: 'v' }),
    table,
    table,
  );
  const snapshot = await source.snapshot('scan');
  await expect(readRows(snapshot.rows(plan.legacy, { kind: 'all' }))).rejects.toThrow(/read-only transaction/);
  await snapshot.close();
});
