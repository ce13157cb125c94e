import { randomBytes } from 'node:crypto';
import { type Connection, createConnection } from 'mysql2';
import { afterAll, inject } from 'vitest';

export const hasMariadb = inject('mariadb') !== null;

export type MariadbDatabase = {
  name: string;
  /** As root, who may do everything. */
  url: string;
  exec(sql: string): Promise<void>;
};

/** Sessions that plant things read SQL as PostgreSQL does: names in double quotes, backslashes as they are. */
const STANDARD = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,STRICT_TRANS_TABLES';

/** An empty database, dropped after the test file. Text in it is told apart by its bytes unless a column says otherwise. */
export async function createMariadbDatabase(sqlMode = STANDARD): Promise<MariadbDatabase> {
  const server = inject('mariadb');
  if (server === null) throw new Error('There is no MariaDB; use hasMariadb to skip.');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const connection = createConnection({
    host: '127.0.0.1',
    port: server.port,
    user: 'root',
    charset: 'utf8mb4',
    multipleStatements: true,
  });
  const exec = (sql: string) => runStatements(connection, sql);
  await exec(`create database ${name} character set utf8mb4 collate utf8mb4_nopad_bin; use ${name}`);
  await exec(`set sql_mode = '${sqlMode}', time_zone = '+00:00', max_recursive_iterations = 10000000`);
  afterAll(async () => {
    await exec(`drop database ${name}`);
    await new Promise((resolve) => connection.end(resolve));
  });
  return { name, url: `mysql://root@127.0.0.1:${server.port}/${name}`, exec };
}

function runStatements(connection: Connection, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (sql.trim() === '') resolve();
    else connection.query(sql, (error) => (error ? reject(error) : resolve()));
  });
}
