import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Postgres, startPostgres } from '../../../server/postgres/start-postgres.ts';
import type { TestDatabase } from '../../testing/database-kit.ts';
import { openTestSource } from '../../testing/run-check.ts';
import { within } from '../../testing/within-limits.ts';

/** A primary and a real standby of it, which is made to stop applying what it receives. */
let folder: string;
let primary: Postgres;
let standby: Postgres;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parallax-standby-'));
  const home = join(folder, 'primary');
  const first = await startPostgres({ home });
  await exec(first, 'create table items (id int primary key, v text); insert into items values (1, $$a$$), (2, $$b$$)');
  await first.stop();
  execFileSync('cp', ['-a', home, join(folder, 'standby')]);
  await rm(join(folder, 'standby', 'port'));
  primary = await startPostgres({ home });
  const data = join(folder, 'standby', 'data');
  await writeFile(join(data, 'standby.signal'), '');
  await appendFile(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${primary.url('postgres')}'\n`);
  standby = await startPostgres({ home: join(folder, 'standby') });
}, 120_000);

afterAll(async () => {
  await standby?.stop();
  await primary?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function exec(server: Postgres, sql: string): Promise<Record<string, unknown> | undefined> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    return (await client.query(sql)).rows?.[0];
  } finally {
    await client.end();
  }
}

const sideOf = (server: Postgres): TestDatabase => ({
  connection: { engine: 'postgresql', url: server.url('postgres') },
  exec: async (sql) => void (await exec(server, sql)),
});

it('sees from both ends how far a standby is behind, and waits for it', async () => {
  const [left, right] = [
    await openTestSource(sideOf(primary).connection),
    await openTestSource(sideOf(standby).connection),
  ];
  const lags = async () => [(await left.load?.())?.replicaLagMs, (await right.load?.())?.replicaLagMs];
  await expect.poll(lags, { timeout: 20_000 }).toEqual([0, 0]);
  // Long ago, but nothing is missing: no lag.
  await sleep(1_500);
  expect(await lags()).toEqual([0, 0]);

  await exec(standby, 'select pg_wal_replay_pause()');
  await exec(primary, 'insert into items values (3, $$c$$)');
  await expect.poll(async () => (await right.load?.())?.replicaLagMs, { timeout: 20_000 }).toBeGreaterThan(1_500);
  // The primary hears of it with the standby's next report.
  await expect.poll(async () => (await left.load?.())?.replicaLagMs, { timeout: 20_000 }).toBeGreaterThan(1_500);

  const limits = { pauseWhen: { replicaLag: '1s' }, checkInterval: '100ms' };
  const said: string[] = [];
  const pair = { legacy: sideOf(primary), target: sideOf(standby) };
  await within(pair, { limits: { legacy: limits }, say: (text) => said.push(text) }, async ({ check }) => {
    const running = check('field_level', 'items');
    await expect.poll(() => said.at(-1)).toMatch(/^paused, legacy: replication is [\d.]+ s behind \(limit 1 s\)$/);
    await exec(standby, 'select pg_wal_replay_resume()');
    expect((await running).verdict).toBe('match');
    expect(said).toContain('going on, legacy is less busy');
  });
}, 60_000);
