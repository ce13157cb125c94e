import { beforeAll, describe, expect, it } from 'vitest';
import { datasetDefinitionSchema } from '../../../core/dataset/schema.ts';
import { planComparison } from '../../pairing/plan-comparison.ts';
import { createDatabase } from '../../testing/database-kit.ts';
import { createMariadbDatabase, hasMariadb, type MariadbDatabase } from '../../testing/mariadb-database.ts';
import { planOf, readRows, rowsOf } from '../../testing/read-rows.ts';
import { openTestSource, runCheck } from '../../testing/run-check.ts';
import { settle } from '../../value/settle.ts';
import type { Source } from '../connector.ts';

describe.skipIf(!hasMariadb)('values of MySQL and MariaDB', () => {
  let database: MariadbDatabase;
  let source: Source;

  beforeAll(async () => {
    database = await createMariadbDatabase();
    source = await openTestSource({ engine: 'mysql', url: database.url });
  });

  it('have the texts that are hashed elsewhere, so that equal rows are not fetched', async () => {
    const types = {
      mariadb: `id bigint unsigned not null primary key, i int, d decimal(12,2), f double, r float, t varchar(40) collate utf8mb4_general_ci,
        l varchar(40) character set latin1, x blob, b boolean, day date, clock time(3), local_time datetime(6), instant timestamp(6) null`,
      postgresql: `id bigint primary key, i int, d numeric(12,2), f double precision, r real, t text, l text, x bytea, b boolean, day date,
        clock time(3), local_time timestamp, instant timestamptz`,
    };
    const values = (blob: string, zone: string) =>
      [
        `1, 5, 10.50, 0.1, 0.1, 'Größe', 'é', ${blob}, true, '2024-02-29', '12:00:00.5', '2024-02-29 12:00:00.5', '2024-02-29 12:00:00.25${zone}'`,
        '2, null, null, null, null, null, null, null, null, null, null, null, null',
        `3, -5, -0.01, 1.5e300, 123456.789, '', ' a ', ${blob}, false, '1970-01-01', '00:00:00', '1970-01-01 00:00:00', '1999-12-31 23:59:59${zone}'`,
        `4, 0, 0, -1.5e-7, 1e20, '👍', '|', ${blob}, false, '9999-12-31', '23:59:59', '9999-12-31 23:59:59.999999', '2038-01-01 00:00:00${zone}'`,
        `5, 1, 1000000, 123456789012345680, 1e-5, 'a\\b', ':', ${blob}, true, '0099-01-01', '23:59:59.999', '2024-02-29 12:00:00', '2024-02-29 12:00:00${zone}'`,
      ].map((row) => `(${row})`);
    const target = await createDatabase('postgresql');
    await database.exec(`create table alike (${types.mariadb})`);
    await target.exec(`create table alike (${types.postgresql})`);
    await database.exec(`insert into alike values ${values("x'00ff5c'", '').join(', ')}`);
    await target.exec(`insert into alike values ${values("'\\x00ff5c'", '+00').join(', ')}`);
    const sides = { legacy: source, target: await openTestSource(target.connection) };
    const dataset = datasetDefinitionSchema.parse({ name: 'alike', legacyRef: 'alike', targetRef: 'alike' });
    const plan = planComparison(dataset, await sides.legacy.describe('alike'), await sides.target.describe('alike'));
    const [left, right] = [await sides.legacy.snapshot('scan'), await sides.target.snapshot('scan')];
    for (const partition of [
      { kind: 'ranges', first: 1n, width: 1n, buckets: 5 } as const,
      { kind: 'modulo', buckets: 7 } as const,
      { kind: 'hash', buckets: 7 } as const,
    ]) {
      const one = await left.sumBuckets(plan.legacy, partition);
      const other = await right.sumBuckets(plan.target, partition);
      const unlike = Array.from(one.counts.keys()).filter((bucket) => !one.sameBucket(other, bucket));
      expect([partition.kind, one.rows(), unlike]).toEqual([partition.kind, 5, []]);
    }
    await Promise.all([left.close(), right.close()]);
  });

  it('of a zone become instants by the rules of the agent, around every change of clocks', async () => {
    await database.exec('create table clocks (id int primary key, at datetime(6))');
    const days = ['2024-03-10', '2024-03-31', '2024-04-07', '2024-10-06', '2024-10-27', '2018-02-18', '1996-06-01'];
    const times = days.flatMap((day) =>
      Array.from(
        { length: 96 },
        (_, i) => `${day} ${String(i >> 2).padStart(2, '0')}:${['00:00', '15:00.5', '30:00', '59:59.999999'][i % 4]}`,
      ),
    );
    await database.exec(`insert into clocks values ${times.map((time, i) => `(${i}, '${time}')`).join(', ')}`);
    const { legacy } = await planOf(source, 'clocks');
    const snapshot = await source.snapshot('scan');
    for (const timeZone of [
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'America/Sao_Paulo',
    ]) {
      const columns = legacy.columns.map((one) => ({
        ...one,
        type: one.name === 'at' ? ('timestamptz' as const) : one.type,
        timeZone,
      }));
      const rows = await readRows(snapshot.rows({ ...legacy, columns }, { kind: 'all' }));
      expect(rows.map(([, at]) => at)).toEqual(times.map((time) => settle('timestamptz', time, timeZone)));
    }
    await snapshot.close();
  });

  it('keep their order for keys that a collation takes for equal', async () => {
    await database.exec('create table padded (k varchar(4000) collate utf8mb4_bin not null, v int)');
    const long = "repeat('x', 3000)";
    await database.exec(`insert into padded values ('x ', 1), (concat('x', char(9)), 2), ('x', 3), ('', 4),
      (concat(${long}, 'b'), 5), (concat(${long}, 'a'), 6), ('X', 7), ('ä', 8), ('z', 9)`);
    const rows = await rowsOf(source, 'padded', ['k']);
    expect(rows.map(([, v]) => v)).toEqual(['4', '7', '3', '2', '1', '6', '5', '9', '8']);
  });

  it('count by a cut-off of instants, local times, dates and epochs', async () => {
    await database.exec(`create table aged (id int primary key, instant timestamp null, local_time datetime, day date, epoch bigint, word varchar(9));
      insert into aged values (1, '2024-07-01 10:00:00', '2024-07-01 12:00:00', '2024-07-01', 1719828000, 'x'),
        (2, '2024-07-01 11:00:00', '2024-07-01 13:00:00', '2024-07-02', 1719831600, 'x'), (3, null, null, null, null, 'x')`);
    const table = await source.describe('aged');
    const plan = await planOf(source, 'aged');
    const snapshot = await source.snapshot('scan');
    const count = (name: string, timeZone: string) => {
      const column = table.columns.find((one) => one.name === name);
      if (!column) throw new Error(name);
      const cutoff = { ...column, type: 'timestamptz', timeZone, boundary: 'terminated' } as const;
      return snapshot.countRows(plan.legacy, { column: cutoff, at: '2024-07-01T10:30:00.000Z' });
    };
    expect(await count('instant', 'UTC')).toBe(2);
    expect(await count('local_time', 'Europe/Berlin')).toBe(2);
    expect(await count('local_time', 'UTC')).toBe(1);
    expect(await count('day', 'UTC')).toBe(2);
    expect(await count('epoch', 'UTC')).toBe(2);
    await expect(count('word', 'UTC')).rejects.toThrow(/watermark column "word" is varchar\(9\)/);
    await snapshot.close();
  });

  it('longer than the server can hash fail the check instead of being left out', async () => {
    await database.exec('create table huge (id int primary key, a longtext, b longtext)');
    const nine = "repeat('x', 9000000)";
    await database.exec(`insert into huge values (1, ${nine}, ${nine}), (2, 'a', 'b')`);
    const target = await createDatabase('postgresql');
    await target.exec("create table huge (id int primary key, a text, b text); insert into huge values (2, 'a', 'b')");
    const sides = { legacy: source, target: await openTestSource(target.connection) };
    const { run, verdict } = await runCheck('field_level', { name: 'huge' }, sides);
    expect([verdict, run.failure?.message]).toEqual(['not_evaluated', expect.stringContaining('max_allowed_packet')]);
  });
});
