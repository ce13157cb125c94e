import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionInput } from './connector/registry.ts';
import { createDatabase, type TestDatabase } from './testing/database-kit.ts';
import { createMariadbDatabase, hasMariadb } from './testing/mariadb-database.ts';
import { type DatasetInput, openSides, runCheck } from './testing/run-check.ts';

/** What hides rows, columns or tables from the agent's role must never look like their not being there. */
describe('what the role may not see', () => {
  const role = `reader_${process.pid}`;
  let legacy: TestDatabase;
  let target: TestDatabase;

  beforeAll(async () => {
    [legacy, target] = await Promise.all([createDatabase('sqlite'), createDatabase('postgresql')]);
    await target.exec(`create role ${role} login password 'x'; grant pg_read_all_data to ${role}`);
  });
  afterAll(async () => {
    await target.exec(`drop owned by ${role}; drop role ${role}`);
  });

  function asReader({ connection }: TestDatabase): ConnectionInput {
    if (connection.engine !== 'postgresql') throw new Error('not PostgreSQL');
    const url = new URL(connection.url);
    [url.username, url.password] = [role, 'x'];
    return { engine: 'postgresql', url: url.href };
  }

  async function outcomes(input: DatasetInput): Promise<string[]> {
    const sides = await openSides(legacy.connection, asReader(target));
    const said: string[] = [];
    for (const kind of ['field_level', 'checksum', 'record_count'] as const) {
      const { run, verdict } = await runCheck(kind, input, sides);
      said.push(run.failure?.message ?? verdict);
    }
    return [...new Set(said)];
  }

  async function both(name: string, rows: string): Promise<void> {
    for (const one of [legacy, target]) {
      await one.exec(`create table ${name} (id int primary key, a int)`);
      await one.exec(`insert into ${name} values ${rows}`);
    }
  }

  it('rows behind row-level security: refused in the words of who can change it', async () => {
    await both('rl2', '(1, 1), (2, 2)');
    await target.exec('insert into rl2 values (3, 3)');
    expect(await outcomes({ name: 'rl2' })).toEqual(['mismatch']);
    await target.exec(`alter table rl2 enable row level security;
      create policy p on rl2 for select to ${role} using (id < 3)`);
    const [said, ...others] = await outcomes({ name: 'rl2' });
    expect(others).toEqual([]);
    expect(said).toContain(`target side: row-level security hides rows of rl2 from role ${role}.`);
    expect(said).toContain(`ALTER ROLE ${role} BYPASSRLS`);
    await target.exec(`alter role ${role} bypassrls`);
    expect(await outcomes({ name: 'rl2' })).toEqual(['mismatch']);
    await target.exec(`alter role ${role} nobypassrls`);
  });

  it.each(['security_invoker = on', 'security_barrier = on, security_invoker = on'])(
    'rows behind row-level security, through a view (%s)',
    async (options) => {
      const name = options.includes('barrier') ? 'barred' : 'invoked';
      await legacy.exec(`create table ${name} (id int primary key, a int); insert into ${name} values (1, 1)`);
      await target.exec(`create table under_${name} (id int primary key, a int);
        insert into under_${name} values (1, 1), (2, 2); alter table under_${name} enable row level security;
        create policy p on under_${name} for select to ${role} using (id < 2);
        create view ${name} with (${options}) as select id, a from under_${name}`);
      const said = await outcomes({ name, keyColumns: ['id'] });
      expect(said).toEqual([
        expect.stringContaining(`row-level security hides rows of under_${name} from role ${role}`),
      ]);
    },
  );

  it('tables, schemas and columns without SELECT: which, and what to grant', async () => {
    await target.exec(`revoke pg_read_all_data from ${role}`);
    await both('denied', '(1, 1)');
    await both('partly', '(1, 1)');
    await target.exec(`grant select (id) on partly to ${role}; create schema locked; create table locked.inner_one (id int);
      create view shown as select id, a from denied`);
    expect(await outcomes({ name: 'denied' })).toEqual([
      `Dataset "denied", target side: Role ${role} may not read denied. Let it: GRANT SELECT ON public.denied TO ${role};`,
    ]);
    expect(await outcomes({ name: 'partly' })).toEqual([
      expect.stringContaining(`"a". Let it: GRANT SELECT (a) ON public.partly TO ${role};`),
    ]);
    expect(await outcomes({ name: 'partly', columns: [{ name: 'a', ignore: true }] })).toEqual(['match']);
    expect(await outcomes({ name: 'denied', targetRef: 'locked.inner_one' })).toEqual([
      expect.stringContaining(`GRANT USAGE ON SCHEMA locked TO ${role};`),
    ]);
    await target.exec(`grant pg_read_all_data to ${role}`);
  });

  it('a role that prints names in another way', async () => {
    await legacy.exec('create table i4 (id int primary key, col text, r real)');
    await target.exec('create domain address as inet; create domain nearer as address');
    await target.exec('create table i4 (id int primary key, col nearer, r real)');
    await legacy.exec("insert into i4 values (1, '10.0.0.1', 0.1)");
    await target.exec("insert into i4 values (1, '10.0.0.1', 0.1)");
    await target.exec(`alter role ${role} set quote_all_identifiers = on`);
    const columns = [{ name: 'col', type: 'text' as const }];
    expect(await outcomes({ name: 'i4', columns })).toEqual(['match']);
    await target.exec(`alter role ${role} reset all`);
  });
});

describe.skipIf(!hasMariadb)('what the user of MariaDB may not see', () => {
  it('columns and tables without SELECT: which, and what to grant', async () => {
    const database = await createMariadbDatabase();
    const user = `h_${database.name}`;
    await database.exec(`create table half (id int primary key, secret text); insert into half values (1, 's');
      create table unseen (id int primary key); create table seen (id int primary key); create user ${user}@'127.0.0.1';
      grant select (id) on ${database.name}.half to ${user}@'127.0.0.1';
      grant select on ${database.name}.seen to ${user}@'127.0.0.1'`);
    const url = new URL(database.url);
    url.username = user;
    const connection = { engine: 'mariadb' as const, url: url.href };
    const sides = await openSides(connection, connection);
    const said = async (input: DatasetInput) => {
      const { run, verdict } = await runCheck('field_level', input, sides);
      return run.failure?.message ?? verdict;
    };
    const grant = (table: string) => `GRANT SELECT ON \`${database.name}\`.\`${table}\` TO \`${user}\`@\`127.0.0.1\`;`;
    expect(await said({ name: 'half' })).toContain(grant('half'));
    expect(await said({ name: 'half', columns: [{ name: 'secret', ignore: true }] })).toBe('match');
    const missing = await said({ name: 'unseen', legacyRef: `${database.name}.unseen`, targetRef: 'seen' });
    expect(missing).toMatch(/^Dataset "unseen", legacy side: There is no table/);
    expect(missing).toContain(grant('unseen'));
    await database.exec(`drop user ${user}@'127.0.0.1'`);
  });
});
