import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createDatabase } from '../../testing/database-kit.ts';
import { createMariadbDatabase, hasMariadb, type MariadbDatabase } from '../../testing/mariadb-database.ts';
import { planOf, readRows, rowsOf } from '../../testing/read-rows.ts';
import { keysOf, openTestSource, runCheck } from '../../testing/run-check.ts';
import { UserError } from '../../user-error.ts';
import type { Source } from '../connector.ts';
import { addressOf, mysqlConnectionSchema } from './address.ts';
import { ask } from './ask.ts';
import { connect } from './connect.ts';
import { openMysql } from './source.ts';

describe.skipIf(!hasMariadb)('what is particular to MySQL and MariaDB', () => {
  let database: MariadbDatabase;
  let source: Source;
  type ConnectionFields = Partial<z.input<typeof mysqlConnectionSchema>>;
  const connectionOf = (given: ConnectionFields) => mysqlConnectionSchema.parse({ engine: 'mysql', ...given });
  const open = (given: ConnectionFields) => openTestSource({ engine: 'mysql', ...given });

  beforeAll(async () => {
    database = await createMariadbDatabase();
    source = await open({ url: database.url });
  });

  describe('connecting', () => {
    const refusal = async (given: ConnectionFields) => {
      const error: unknown = await open(given).catch((one: unknown) => one);
      expect(error).toBeInstanceOf(UserError);
      return error instanceof Error ? error.message : '';
    };
    const changed = (change: (url: URL) => void) => {
      const url = new URL(database.url);
      change(url);
      return { url: url.href };
    };

    it('takes fields as well as an address', async () => {
      const { port } = new URL(database.url);
      const fields = { host: '127.0.0.1', port: Number(port), user: 'root', database: database.name };
      await expect(open(fields)).resolves.toMatchObject({ engine: 'mysql' });
    });

    it('says where nobody answers', async () => {
      expect(await refusal({ url: 'mysql://me:secret@127.0.0.1:1/shop' })).toMatch(
        /^Cannot connect to MySQL at 127\.0\.0\.1:1\/shop: .*ECONNREFUSED/,
      );
    });

    it('says who is not let in, and never the password', async () => {
      const said = await refusal(
        changed((url) => {
          url.username = 'stranger';
          url.password = 'open sesame';
        }),
      );
      expect(said).toMatch(/does not let user "stranger" in/);
      expect(said).not.toContain('sesame');
    });

    it('names the nearest databases where there is none of that name', async () => {
      const near = `${database.name}x`;
      expect(await refusal(changed((url) => (url.pathname = `/${near}`)))).toMatch(
        new RegExp(`There is no database "${near}" at .*Nearest: ${database.name}`),
      );
    });

    it('refuses an address that is none, or names no database', async () => {
      expect(await refusal({ url: 'shop' })).toMatch(/is not a URL: mysql:\/\//);
      expect(await refusal({ url: 'mysql://root@127.0.0.1:3306' })).toMatch(/names no database/);
    });

    it('refuses a server that does not encrypt where that is asked for', async () => {
      expect(await refusal({ url: database.url, tls: 'verified' })).toMatch(/does not support secure|SSL/i);
    });
  });

  describe('rights', () => {
    it('needs SELECT and nothing else, and says what is missing', async () => {
      await database.exec(`
        create table seen (id int primary key, v text); insert into seen values (1, 'a');
        create table hidden (id int primary key);
        create table half (id int primary key, secret text); insert into half values (1, 's');
        create view shown as select id, v from seen;
        create user r_${database.name}@'127.0.0.1' identified by 'p@ss:w/rd';
        grant select on ${database.name}.seen to r_${database.name}@'127.0.0.1';
        grant select on ${database.name}.shown to r_${database.name}@'127.0.0.1';
        grant select (id) on ${database.name}.half to r_${database.name}@'127.0.0.1'`);
      const url = new URL(database.url);
      url.username = `r_${database.name}`;
      url.password = encodeURIComponent('p@ss:w/rd');
      const reader = await open({ url: url.href });
      expect(await rowsOf(reader, 'seen')).toEqual([['1', 'a']]);
      expect(await rowsOf(reader, 'shown', ['id'])).toEqual([['1', 'a']]);
      expect(await rowsOf(reader, 'half')).toEqual([['1']]);
      await expect(reader.describe('hidden')).rejects.toThrow(
        /no table "hidden" in the MariaDB .* that the agent's user may read/,
      );
      const plan = await planOf(reader, 'seen');
      await database.exec(`revoke select on ${database.name}.seen from r_${database.name}@'127.0.0.1'`);
      const snapshot = await reader.snapshot('scan');
      await expect(snapshot.countRows(plan.legacy)).rejects.toThrow(/seen may not be read: .*GRANT SELECT/);
      await snapshot.close();
    });

    it('cannot write, even if a view asks for it', async () => {
      await database.exec(`create table log (v int);
        create function nosy() returns int deterministic modifies sql data begin insert into log values (1); return 1; end;`);
      await database.exec('create view tempting as select 1 as id, nosy() as v');
      await expect(source.describe('tempting')).rejects.toThrow(/tempting shows no columns/);
      const { legacy } = await planOf(source, 'log');
      const writing = { ...legacy, table: { ...legacy.table, sql: `${database.name}.tempting` } };
      const snapshot = await source.snapshot('scan');
      await expect(readRows(snapshot.rows(writing, { kind: 'all' }))).rejects.toThrow(/READ ONLY transaction/i);
      await snapshot.close();
    });
  });

  describe('tables', () => {
    it('are found in other databases too, and are views as well', async () => {
      const other = await createMariadbDatabase();
      await other.exec("create table Orders (Id int primary key, v text); insert into Orders values (7, 'x')");
      await other.exec('create view "Open Orders" as select Id, v from Orders');
      expect(await rowsOf(source, `${other.name}.orders`)).toEqual([['7', 'x']]);
      expect(await rowsOf(source, `${other.name}.open_orders`, ['Id'])).toEqual([['7', 'x']]);
      await expect(source.describe('orders')).rejects.toThrow(`Nearest: ${other.name}.Orders`);
    });

    it('may be named with anything, backticks among it', async () => {
      await database.exec('create table "a`b c""d" ("x`y" int primary key, "sel ect" text, "ü" text)');
      await database.exec('insert into "a`b c""d" values (1, \'v\', \'w\')');
      expect(await rowsOf(source, 'a`b c"d')).toEqual([['1', 'v', 'w']]);
    });

    it('show generated and invisible columns', async () => {
      await database.exec(`create table computed (id int primary key, net decimal(8,2), vat decimal(8,2) invisible,
        gross decimal(9,2) as (net + vat) virtual, kept decimal(9,2) as (net + vat) stored)`);
      await database.exec('insert into computed (id, net, vat) values (1, 10, 1.9)');
      const table = await source.describe('computed');
      expect(table.columns.map((one) => one.name)).toEqual(['id', 'net', 'vat', 'gross', 'kept']);
      expect(await rowsOf(source, 'computed')).toEqual([['1', '11.9', '11.9', '10', '1.9']]);
    });

    it('tell JSON by its check', async () => {
      await database.exec('create table documents (id int primary key, "j`s" json, t longtext check (length(t) < 9))');
      const table = await source.describe('documents');
      expect(table.columns.map((one) => [one.nativeType, one.family])).toEqual([
        ['int(11)', 'integer'],
        ['json', 'json'],
        ['longtext', 'text'],
      ]);
    });
  });

  it('reads tables of an engine without snapshots, whose rows may change from one statement to the next', async () => {
    await database.exec('create table restless (id int primary key, v int) engine = MyISAM');
    await database.exec('insert into restless select seq, seq from seq_1_to_3000');
    expect(await source.describe('restless')).toMatchObject({ ofOneMoment: false });
    expect(await source.describe('seen')).toMatchObject({ ofOneMoment: true });
    const target = await createDatabase('postgresql');
    await target.exec('create table restless (id int primary key, v int)');
    await target.exec('insert into restless select n, n from generate_series(1, 3000) n where n <> 7');
    const more = { legacy: source, target: await openTestSource(target.connection) };
    // Between the count and the pass, and beyond every key that there was.
    const growing = {
      ...source,
      snapshot: async (purpose: 'scan' | 'reread') => {
        const snapshot = await source.snapshot(purpose);
        const sumBuckets: typeof snapshot.sumBuckets = async (...asked) => {
          const sums = await snapshot.sumBuckets(...asked);
          await database.exec('insert into restless select max(id) + 100000, 0 from restless');
          return sums;
        };
        return { ...snapshot, sumBuckets };
      },
    };
    const found = await runCheck('field_level', { name: 'restless' }, { ...more, legacy: growing });
    expect(keysOf(found, 'missing_in_target')).toContain('7');
    expect(found.run.counts).toMatchObject({ identical: 2999 });
  });

  it('reads columns of many collations, as one text', async () => {
    await database.exec(`create table collated (id int primary key, j json, b varchar(20), g varchar(20) collate utf8mb4_general_ci,
      u varchar(20) collate utf8mb4_unicode_ci, l varchar(20) character set latin1, e enum('é', 'b') collate utf8mb4_swedish_ci)`);
    await database.exec(
      `insert into collated values (1, '{"a": 1}', 'B ', 'ß', 'É', 'ü', 'é'), (2, null, null, null, null, null, null)`,
    );
    const sides = { legacy: source, target: source };
    const found = await runCheck('field_level', { name: 'collated' }, sides);
    expect(found.run.counts).toMatchObject({ identical: 2 });
    expect(await rowsOf(source, 'collated')).toEqual([
      ['1', 'B ', 'é', 'ß', '{"a": 1}', 'ü', 'É'],
      ['2', null, null, null, null, null, null],
    ]);
  });

  it('reads many ranges of a large table by its index, in order', async () => {
    await database.exec('create table wide (id bigint unsigned primary key, v int)');
    await database.exec('insert into wide select seq * 3, seq from seq_1_to_40000');
    const target = await createDatabase('postgresql');
    await target.exec('create table wide (id numeric(20,0) primary key, v int)');
    await target.exec('insert into wide select n * 3, n from generate_series(1, 40000) n');
    await target.exec('update wide set v = 0 where id % 99 = 0');
    const found = await runCheck(
      'field_level',
      { name: 'wide' },
      { legacy: source, target: await openTestSource(target.connection) },
    );
    expect(found.run.counts).toMatchObject({ identical: 40_000 - 1_212, modified: 1_212 });
  });

  it('compares keys beyond what is signed', async () => {
    const other = await createMariadbDatabase();
    const create = 'create table beyond (id bigint unsigned primary key, v int)';
    const rows = 'insert into beyond select 18446744073709551615 - seq, seq from seq_0_to_999';
    for (const one of [database, other]) await one.exec(`${create}; ${rows}`);
    await other.exec('update beyond set v = -1 where v in (0, 500); delete from beyond where v = 7');
    const sides = { legacy: source, target: await open({ url: other.url }) };
    const found = await runCheck('field_level', { name: 'beyond' }, sides, { lagMs: 1 });
    expect(keysOf(found, 'modified')).toEqual(['18446744073709551115', '18446744073709551615']);
    expect(keysOf(found, 'missing_in_target')).toEqual(['18446744073709551608']);
  });

  it('says up to where it read, as transactions of the log', async () => {
    await database.exec('create table written (id int primary key)');
    const position = async () => {
      const snapshot = await source.snapshot('scan');
      await snapshot.close();
      return snapshot.watermark.position;
    };
    const before = await position();
    expect(before).toMatch(/^\d+-\d+-\d+$/);
    await database.exec('insert into written values (1)');
    const after = await position();
    expect(Number(after?.split('-').at(-1))).toBeGreaterThan(Number(before?.split('-').at(-1)));
  });

  it('says how busy the server is with others, and what right it takes to ask', async () => {
    const watcher = await connect(addressOf(connectionOf({ url: database.url }), '/'), 'the business');
    const before = await source.load?.();
    const busy = ask(watcher, 'select sleep(2)');
    await expect
      .poll(() => source.load?.())
      .toEqual({
        replicaLagMs: null,
        runningQueries: (before?.runningQueries ?? 0) + 1,
      });
    await busy;
    watcher.destroy();
    await database.exec(
      `create user l_${database.name}@'127.0.0.1'; grant select on ${database.name}.* to l_${database.name}@'127.0.0.1'`,
    );
    const url = new URL(database.url);
    url.username = `l_${database.name}`;
    const looker = await open({ url: url.href });
    await expect(looker.load?.()).rejects.toThrow(/GRANT PROCESS/);
    await database.exec(`grant process on *.* to l_${database.name}@'127.0.0.1'`);
    await expect((await open({ url: url.href })).load?.()).rejects.toThrow(/GRANT SLAVE MONITOR/);
    await database.exec(`grant slave monitor on *.* to l_${database.name}@'127.0.0.1'`);
    await expect((await open({ url: url.href })).load?.()).resolves.toMatchObject({ replicaLagMs: null });
  });

  it('gives up a statement at once when asked to, and has the server give it up too', async () => {
    await database.exec('create or replace view endless as select 1 as id, sleep(50) as v');
    const plan = await planOf(source, 'endless', ['id']);
    const snapshot = await source.snapshot('scan');
    const counting = expect(snapshot.sumBuckets(plan.legacy, { kind: 'modulo', buckets: 1 })).rejects.toThrow(
      'cancelled',
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    await snapshot.cancel?.();
    await counting;
    await snapshot.close();
    const watcher = await connect(addressOf(connectionOf({ url: database.url }), '/'), 'watcher');
    const running = `select id from information_schema.processlist where info like '%endless%' and id <> connection_id()`;
    await expect.poll(() => ask(watcher, running), { timeout: 10_000 }).toEqual([]);
    watcher.destroy();
    expect(await rowsOf(source, 'written')).toEqual([['1']]);
  });

  it('stops its statements on the server when it is stopped', async () => {
    const stop = new AbortController();
    const stopped = await openMysql(connectionOf({ engine: 'mariadb', url: database.url }), {
      applicationName: 'agent to be stopped',
      baseFolder: '/',
      signal: stop.signal,
    });
    await database.exec('create or replace view slow as select 1 as id, sleep(60) as v');
    const plan = await planOf(stopped, 'slow', ['id']);
    const snapshot = await stopped.snapshot('scan');
    const reading = expect(readRows(snapshot.rows(plan.legacy, { kind: 'all' }))).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 500));
    stop.abort();
    await reading;
    const watcher = await connect(addressOf(connectionOf({ url: database.url }), '/'), 'watcher');
    const running = `select id from information_schema.processlist where info like '%slow%' and id <> connection_id()`;
    await expect.poll(() => ask(watcher, running), { timeout: 10_000 }).toEqual([]);
    watcher.destroy();
  });
});
