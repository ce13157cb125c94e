import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmptyDatabase } from '#server/testing/database.ts';
import { openLegacy } from './business/legacy-database.ts';
import { legacyTables, type Release, tables } from './business/tables.ts';
import { createSystems } from './systems.ts';
import { TRUNCATION_AFTER_MS } from './workload/settings.ts';
import { startWorkload } from './workload/workload.ts';

const liveSince = Date.now();
const release: Release = { truncateFrom: liveSince + TRUNCATION_AFTER_MS };
let folder: string;
let targetUrl: string;
let target: Pool;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parallax-demo-'));
  targetUrl = await createEmptyDatabase();
  target = new Pool({ connectionString: targetUrl, max: 4 });
  target.on('error', () => {});
  await createSystems({ seed: 'test', liveSince, legacyFile: join(folder, 'legacy.sqlite'), target });
});

afterAll(async () => {
  await target.end();
  await rm(folder, { recursive: true, force: true });
});

async function count(sql: string): Promise<number> {
  const { rows } = await target.query<{ n: number }>(sql);
  return Number(rows[0]?.n);
}

/** Rows of the target that are not what the replicator would write from the legacy row of today. */
async function rowsThatLag(): Promise<string[]> {
  const db = openLegacy(join(folder, 'legacy.sqlite'));
  const wrong: string[] = [];
  for (const table of legacyTables) {
    const { target: name, targetKey, toTarget } = tables[table];
    const expected = db
      .prepare(`SELECT * FROM ${table}`)
      .all()
      .map((row) => toTarget(row, release));
    const { rows } = await target.query(
      `select i.* from json_populate_recordset(null::${name}, $1) i except all select * from ${name}`,
      [JSON.stringify(expected)],
    );
    wrong.push(...rows.map((row) => `${name} ${targetKey.map((column) => row[column]).join('/')}`));
  }
  db.close();
  return wrong;
}

describe('the answer key of docs/demo.md', () => {
  test('the failed batch and the forgotten sub-partners are all that is missing', async () => {
    const missing = await rowsThatLag();
    expect(missing.filter((row) => row.startsWith('deposits '))).toHaveLength(64);
    expect(missing.filter((row) => row.startsWith('sub_partners '))).toHaveLength(12);
    expect(missing).toHaveLength(64 + 12);
  });

  test('five payouts are there twice', async () => {
    const twice = 'select partner_id from payouts group by partner_id, period, seq_no having count(*) = 2';
    expect(await count(`select count(*) as n from (${twice}) t`)).toBe(5);
    expect(await count('select count(*) - count(distinct (partner_id, period, seq_no)) as n from payouts')).toBe(5);
  });

  test('names end in a blank, commissions are a cent off, tracker T4 is two hours ahead', async () => {
    expect(await count("select count(*) as n from partners where name like '% '")).toBeGreaterThan(4);
    expect(
      await count('select count(*) as n from commissions where amount <> round(base_amount * rate::numeric / 100, 2)'),
    ).toBeGreaterThan(10);
    expect(await count("select count(*) as n from clicks where clicked_at > recorded_at and tracker <> 'T4'")).toBe(0);
    expect(
      await count(
        "select count(*) as n from clicks where tracker = 'T4' and clicked_at < recorded_at + interval '119 min'",
      ),
    ).toBe(0);
    expect(await count("select count(*) as n from clicks where tracker = 'T4'")).toBeGreaterThan(100);
  });
});

test('a stopped workload leaves nothing undelivered, the next one goes on, and both sides end equal but for the defects', async () => {
  const received: string[] = [];
  const sink = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    response.statusCode = 503;
    response.end();
  });
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  const address = sink.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  const settings = {
    DEMO_SEED: 'test',
    DEMO_LEGACY_FILE: join(folder, 'legacy.sqlite'),
    DEMO_TARGET_URL: targetUrl,
    DEMO_LIVE_SINCE: new Date(liveSince).toISOString(),
    DEMO_PARALLAX_URL: `http://127.0.0.1:${port}`,
    DEMO_KEY: 'none',
    DEMO_REQUESTS_PER_SECOND: 200,
  };
  const before = await count('select count(*) as n from clicks');
  for (let start = 0; start < 2; start += 1) {
    const workload = startWorkload(settings);
    await sleep(2_000);
    await workload.stop();
  }
  const db = openLegacy(settings.DEMO_LEGACY_FILE);
  expect(db.prepare('SELECT COUNT(*) AS n FROM CHG_LOG').get()?.n).toBeGreaterThan(12);
  // What is due only minutes from now is due at once.
  db.exec('UPDATE CHG_LOG SET DUE_MS = 0');
  const last = startWorkload({ ...settings, DEMO_REQUESTS_PER_SECOND: 0.001 });
  for (let waited = 0; waited < 100 && db.prepare('SELECT 1 FROM CHG_LOG').get(); waited += 1) await sleep(100);
  await last.stop();
  db.close();
  sink.close();

  expect(await count('select count(*) as n from clicks')).toBeGreaterThan(before + 20);
  const missing = await rowsThatLag();
  expect(missing).toHaveLength(64);
  expect(missing.every((row) => row.startsWith('deposits '))).toBe(true);
  expect(await count('select count(*) - count(distinct (partner_id, period, seq_no)) as n from payouts')).toBe(5);
  // A server that is down costs the business nothing.
  expect(received.length).toBeGreaterThan(0);
});
