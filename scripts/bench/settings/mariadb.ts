import { addressOf, mysqlConnectionSchema } from '#agent/connector/mysql/address.ts';
import { ask } from '#agent/connector/mysql/ask.ts';
import { connect } from '#agent/connector/mysql/connect.ts';
import type { MariadbPrograms } from '../../mariadb/find-mariadb.ts';
import { startMariadb } from '../../mariadb/start-mariadb.ts';
import type { Attempt, HostileServer } from './attempt.ts';
import { DIALECTS, plantedSql } from './planted.ts';
import { openSqliteFile } from './sqlite.ts';

const USER = 'reader';

/** Of MariaDB alone: what it prints, what settings cut off in views, and rows as they were. */
const OWN = [
  `create table printed (id int primary key, r float, at timestamp(3) null, span time(6), y year, bits bit(9), kind enum('a', 'b c', ''),
    several set('x', 'y', 'z'), z decimal(8,3) unsigned zerofill, j json, u uuid, zero datetime, long_one mediumtext, long_bytes mediumblob, code char(8))`,
  `insert into printed select seq, seq + 0.1, '2024-03-31 01:00:00' + interval seq hour, sec_to_time(seq * 3601.5), 2000 + seq mod 90, seq,
    elt(1 + seq mod 3, 'a', 'b c', ''), seq mod 8, seq / 3, '{"b": 1, "a": [1.0, null]}', '00000000-0000-0000-0000-000000000001',
    '0000-00-00 00:00:00', repeat('ä', 1 + 37 * (seq mod 30)), repeat('x', 8 * seq), concat('p', seq mod 7) from seq_1_to_120`,
  `create view reached as with recursive n as (select 1 as id union all select id + 1 from n where id < 1400) select id, id * 3 as v from n`,
  `create view joined as select id div 40 as id, group_concat(code order by id) as codes, sum(z) / 7 as seventh, max(week(at)) as w,
    max(date_format(at, '%M %W')) as month_name, max(code regexp 'P1') as matched from printed group by id div 40`,
  `create table versioned (id int primary key, a int) with system versioning`,
  `insert into versioned select seq, seq from seq_1_to_150`,
  `do sleep(0.01)`,
  `update versioned set a = a + 1 where id > 100`,
  `delete from versioned where id = 120`,
];

const OWN_DIFFERENCES = [
  `update printed set span = '00:00:01' where id = 117`,
  "update printed set long_bytes = reverse(concat('y', long_bytes)) where id > 110",
  'delete from printed where id = 118',
  `create or replace view reached as with recursive n as (select 1 as id union all select id + 1 from n where id < 1400)
    select id, id * 3 + (id = 1390) as v from n`,
  'update versioned set a = 0 where id = 149',
];

const TEXT_VALUES: Record<string, string[]> = {
  character_set_client: ['latin1', 'big5', 'sjis', 'gbk', 'binary'],
  character_set_connection: ['latin1', 'ucs2', 'utf32', 'binary', 'swe7'],
  character_set_results: ['latin1', 'utf16', 'utf32', 'ucs2', 'binary', 'ascii', 'NULL'],
  character_set_filesystem: ['latin1'],
  character_set_server: ['ucs2', 'latin1'],
  character_set_database: ['ucs2', 'latin1'],
  collation_connection: ['latin1_swedish_ci', 'utf8mb4_general_ci', 'utf16_bin', 'utf8mb4_turkish_ci'],
  collation_server: ['utf16_bin', 'latin1_german2_ci'],
  collation_database: ['utf16_bin', 'latin1_german2_ci'],
  lc_messages: ['de_DE', 'ja_JP'],
  lc_time_names: ['de_DE', 'ja_JP'],
  time_zone: ['+13:00', '-08:00'],
  system_versioning_asof: ['2001-01-01 00:00:00', '2037-12-31 00:00:00'],
  default_storage_engine: ['MyISAM', 'MEMORY'],
  storage_engine: ['MyISAM'],
  default_tmp_storage_engine: ['MyISAM', 'Aria'],
  enforce_storage_engine: ['MyISAM'],
  default_master_connection: ['other'],
  innodb_ft_user_stopword_table: [''],
  innodb_tmpdir: ['/tmp'],
  session_track_system_variables: ['*', ''],
};

type Connection = Awaited<ReturnType<typeof connect>>;

const LIST = `
  select lower(variable_name), variable_type, session_value, numeric_min_value, numeric_max_value, enum_value_list
  from information_schema.system_variables where variable_scope <> 'GLOBAL' and read_only = 'NO' order by 1`;

export async function startHostileMariadb(programs: MariadbPrograms): Promise<HostileServer> {
  const server = await startMariadb(programs, [
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_nopad_bin',
  ]);
  const open = async (user: string): Promise<Connection> => {
    const fields = { engine: 'mariadb', host: '127.0.0.1', port: server.port, user, database: 'mysql' };
    const connection = await connect(addressOf(mysqlConnectionSchema.parse(fields), '/'), 'settings sweep');
    connection.on('error', () => {});
    return connection;
  };
  const admin = await open('root');
  const run = async (...statements: string[]) => {
    for (const statement of statements) await ask(admin, statement);
  };
  for (const account of [`${USER}@'127.0.0.1'`, `${USER}@localhost`])
    await run(`create user ${account}`, `grant select on *.* to ${account}`);
  for (const side of ['legacy', 'target'] as const) {
    await run(
      `create database ${side}`,
      `use ${side}`,
      "set sql_mode = ''",
      ...OWN,
      ...plantedSql(DIALECTS.mariadb, side),
    );
    if (side === 'target') await run(...OWN_DIFFERENCES);
    await run('set sql_mode = default');
  }
  const sqlite = await openSqliteFile('target');
  const [legacy, target] = ['legacy', 'target'].map((name) => ({
    engine: 'mariadb' as const,
    url: `mysql://${USER}@127.0.0.1:${server.port}/${name}`,
  }));
  if (!legacy || !target) throw new Error('unreachable');
  const tables = (names: string[]) => names.map((name) => ({ name, keyColumns: ['id'] }));
  const { attempts, isGlobal } = await settable(admin, () => open(USER));
  return {
    engine: 'MariaDB',
    attempts,
    pairs: [
      { legacy, target, tables: tables(['numbered', 'named', 'printed', 'reached', 'joined', 'versioned']) },
      { legacy, target: sqlite.connection, tables: tables(['numbered', 'named']) },
    ],
    apply: async (some) => {
      const global = some.filter(isGlobal);
      const own = some.filter((one) => !isGlobal(one));
      const before = new Map<string, string>();
      for (const { name, value } of global) {
        const [[was = null] = []] = await ask(admin, `select concat(@@global.${name})`);
        before.set(name, was ?? 'NULL');
        await run(`set global ${name} = ${literal(value)}`);
      }
      const init = own.map(({ name, value }) => `session ${name} = ${literal(value)}`).join(', ');
      await run(`set global init_connect = ${literal(own.length > 0 ? `set ${init}` : '')}`);
      return async () => {
        await run("set global init_connect = ''");
        for (const [name, value] of before) await run(`set global ${name} = ${literal(value)}`);
      };
    },
    stop: async () => {
      admin.destroy();
      await sqlite.stop();
      await server.stop();
    },
  };
}

/** What the agent's user may set itself goes into init_connect; what only an administrator may, is set for the server. */
async function settable(
  admin: Connection,
  open: () => Promise<Connection>,
): Promise<{ attempts: Attempt[]; isGlobal: (attempt: Attempt) => boolean }> {
  const attempts: Attempt[] = [];
  const global = new Set<string>();
  const rows = await ask(admin, LIST);
  const isGlobal = async (name: string, value: string) => {
    const before = await ask(admin, `select @@global.${name}`).catch(() => undefined);
    if (!before || !(await works(admin, `set global ${name} = ${literal(value)}`))) return false;
    return await works(admin, `set global ${name} = ${literal(before[0]?.[0] ?? 'NULL')}`);
  };
  let trial = await open();
  for (const [name = null, type = null, own = null, min = null, max = null, list = null] of rows) {
    if (name === null) continue;
    for (const value of valuesOf(name, type ?? '', min, max, list)) {
      if (value === own) continue;
      const attempt = { name, value };
      if (await works(trial, `set session ${name} = ${literal(value)}`)) attempts.push(attempt);
      else if (await isGlobal(name, value)) {
        attempts.push(attempt);
        global.add(name);
      }
    }
    trial.destroy();
    trial = await open();
  }
  trial.destroy();
  return { attempts, isGlobal: ({ name }) => global.has(name) };
}

function valuesOf(name: string, type: string, min: string | null, max: string | null, list: string | null): string[] {
  const given = TEXT_VALUES[name];
  if (given) return given;
  if (min !== null && max !== null) return [...new Set([min, String(BigInt(min.split('.')[0] ?? 0) + 1n), max])];
  const items = (list ?? '').split(',').filter((item) => item !== '');
  if (type === 'FLAGSET')
    return items.filter((item) => item !== 'default').flatMap((item) => [`${item}=on`, `${item}=off`]);
  if (type === 'SET') return [...items, items.join(',')];
  return items.length > 0 ? items : [''];
}

function literal(value: string): string {
  if (value === 'NULL' || /^-?\d+(\.\d+)?$/.test(value)) return value;
  return `'${value.replaceAll("'", "''")}'`;
}

function works(connection: Connection, sql: string): Promise<boolean> {
  return ask(connection, sql).then(
    () => true,
    () => false,
  );
}
