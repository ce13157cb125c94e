import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '#server/postgres/start-postgres.ts';
import { findMariadb } from '../../mariadb/find-mariadb.ts';
import { startMariadb } from '../../mariadb/start-mariadb.ts';
import type { BenchOptions } from '../bench.ts';
import { type Client, findClients } from './client.ts';

/** Both databases with the same table `items` in them, one of whose rows in so many differs. */
export type Sides = {
  mariadbUrl: string;
  postgresqlUrl: string;
  mariadb: Client;
  postgresql: Client;
  stop(): Promise<void>;
};

const COLUMNS = 'id, n, amount, name, code, flag, created_at, changed_at';

/** Null, having said why, where a program is missing. */
export async function openSides(rows: number, differing: number, { say }: BenchOptions): Promise<Sides | null> {
  const programs = findMariadb(say);
  const clients = findClients(say);
  if (!programs || !clients) {
    say('skipped: it takes mariadbd, mariadb and psql, and not all of them are here');
    return null;
  }
  const home = await mkdtemp(join(tmpdir(), 'parallax-bench-'));
  const [postgres, mariadb] = await Promise.all([
    startPostgres({ home, throwAway: true }),
    startMariadb(programs, ['--innodb-buffer-pool-size=512M']),
  ]);
  const stop = async () => {
    await Promise.all([postgres.stop(), mariadb.stop()]);
  };
  const sides = {
    mariadbUrl: `mysql://root@127.0.0.1:${mariadb.port}/bench`,
    postgresqlUrl: postgres.url('postgres'),
    mariadb: clients.mariadb(mariadb.port),
    postgresql: clients.postgresql(postgres.url('postgres')),
    stop,
  };
  try {
    say(`planting ${rows.toLocaleString('en')} rows on both sides`);
    await Promise.all([sides.mariadb(mariadbSql(rows)), sides.postgresql(postgresqlSql(rows, differing))]);
    return sides;
  } catch (error) {
    await stop();
    throw error;
  }
}

function mariadbSql(rows: number): string {
  return `create database if not exists bench character set utf8mb4; use bench;
    create table items (id bigint primary key, n int not null, amount decimal(12,2) not null, name varchar(60) not null,
      code text not null, flag boolean not null, created_at datetime(6) not null, changed_at datetime(6) not null);
    insert into items (${COLUMNS}) select seq, seq * 7919 % 100000, (seq * 31 % 1000000) / 100, concat('customer ', seq % 5000), md5(seq),
      seq % 3 = 0, timestamp'2024-01-01 00:00:00' + interval (seq * 1000123) microsecond, timestamp'2024-06-01 00:00:00' + interval (seq * 999983) microsecond
      from seq_1_to_${rows};
    analyze table items;`;
}

function postgresqlSql(rows: number, differing: number): string {
  return `create table items (id bigint primary key, n int not null, amount numeric(12,2) not null, name varchar(60) not null,
      code text not null, flag boolean not null, created_at timestamp(6) not null, changed_at timestamp(6) not null);
    insert into items (${COLUMNS}) select i, i * 7919 % 100000, (i * 31 % 1000000) / 100.0, 'customer ' || i % 5000, md5(i::text),
      i % 3 = 0, timestamp '2024-01-01' + i * 1000123 * interval '1 microsecond', timestamp '2024-06-01' + i * 999983 * interval '1 microsecond'
      from generate_series(1::bigint, ${rows}) i;
    update items set amount = amount + 0.01 where id % ${Math.floor(rows / differing)} = 5;
    vacuum analyze items;`;
}
