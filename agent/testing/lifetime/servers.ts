import { createConnection } from 'mysql2';
import pg from 'pg';
import { AGENT_NAME } from '../../version.ts';

/** A database that faults are injected into, watched by a connection of its own. */
export type WatchedServer = {
  engine: 'postgresql' | 'mariadb';
  port: number;
  /** The address over another port, perhaps with another password or database. */
  url(port: number, more?: { user?: string; password?: string; database?: string; query?: string }): string;
  /** As whom the agent reads. */
  user: string;
  /** As the owner of the database. */
  exec(sql: string): Promise<void>;
  /** Sessions of the agent. */
  sessions(): Promise<number>;
  /** Ends all of them. */
  kill(): Promise<void>;
  close(): Promise<void>;
};

const ROWS = 2_000;
const VALUES = Array.from({ length: ROWS }, (_, i) => `(${i + 1}, 'value ${i + 1}')`).join(', ');

/** What every database of a run holds: `same` everywhere, and `differs`, which is nowhere the same. */
export function tablesSql(engine: 'sqlite' | 'postgresql' | 'mariadb'): string[] {
  return [
    ...['same', 'differs'].flatMap((name) => [
      `create table ${name} (id int primary key, v varchar(40))`,
      `insert into ${name} values ${VALUES}`,
    ]),
    `update differs set v = 'of ${engine}' where id % 40 = 1`,
  ];
}

export async function watchPostgresql(adminUrl: string, password: string): Promise<WatchedServer> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => {});
  await client.connect();
  const at = new URL(adminUrl);
  const user = `agent_${at.pathname.slice(1)}`.slice(0, 60);
  await client.query(`create role ${user} login password ${pg.escapeLiteral(password)}`);
  for (const sql of tablesSql('postgresql')) await client.query(sql);
  await client.query(`grant select on all tables in schema public to ${user}`);
  const own = `from pg_stat_activity where datname = current_database() and application_name like '${AGENT_NAME}%'`;
  const port = Number(at.port || client.port);
  return {
    engine: 'postgresql',
    port,
    url: (over, more = {}) =>
      `postgresql://${more.user ?? user}:${encodeURIComponent(more.password ?? password)}@127.0.0.1:${over}/${more.database ?? at.pathname.slice(1)}${more.query ?? ''}`,
    user,
    exec: async (sql) => void (await client.query(sql)),
    sessions: async () => (await client.query(`select 1 ${own}`)).rows.length,
    kill: async () => void (await client.query(`select pg_terminate_backend(pid) ${own}`)),
    close: async () => {
      await client.query(`drop owned by ${user}; drop role ${user}`);
      await client.end();
    },
  };
}

export async function watchMariadb(port: number, database: string, password: string): Promise<WatchedServer> {
  const connection = createConnection({ host: '127.0.0.1', port, user: 'root', multipleStatements: true });
  connection.on('error', () => {});
  const ask = (sql: string) =>
    new Promise<unknown>((resolve, reject) =>
      connection.query({ sql, rowsAsArray: true }, (error, rows) => (error ? reject(error) : resolve(rows))),
    );
  const user = `a_${database}`.slice(0, 30);
  await ask(`create database ${database} character set utf8mb4; use ${database}`);
  for (const sql of tablesSql('mariadb')) await ask(sql);
  await ask(`create user ${user}@'127.0.0.1' identified by ${connection.escape(password)}`);
  await ask(`grant select on ${database}.* to ${user}@'127.0.0.1'`);
  const ids = async () => {
    const rows = await ask(`select id from information_schema.processlist where user = '${user}'`);
    return Array.isArray(rows) ? rows.flat().map(Number) : [];
  };
  return {
    engine: 'mariadb',
    port,
    url: (over, more = {}) =>
      `mysql://${more.user ?? user}:${encodeURIComponent(more.password ?? password)}@127.0.0.1:${over}/${more.database ?? database}`,
    user,
    exec: async (sql) => void (await ask(sql)),
    sessions: async () => (await ids()).length,
    kill: async () => {
      for (const id of await ids()) await ask(`kill ${id}`).catch(() => {});
    },
    close: async () => {
      await ask(`drop database ${database}; drop user ${user}@'127.0.0.1'`);
      await new Promise((resolve) => connection.end(resolve));
    },
  };
}
