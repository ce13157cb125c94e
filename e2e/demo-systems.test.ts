import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { main as runAgent } from '#agent/main.ts';
import { differenceSchema } from '#core/run/difference.ts';
import { schemaItemSchema } from '#core/run/schema.ts';
import { openLegacy } from '#scripts/demo/business/legacy-database.ts';
import { legacyTables, type Release, tables } from '#scripts/demo/business/tables.ts';
import { createSystems } from '#scripts/demo/systems.ts';
import { TRUNCATION_AFTER_MS } from '#scripts/demo/workload/settings.ts';
import { startWorkload } from '#scripts/demo/workload/workload.ts';
import { createEmptyDatabase } from '#server/testing/database.ts';

// Both tests move tens of thousands of rows; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

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
  await createSystems({ seed: 'parallax', liveSince, legacyFile: join(folder, 'legacy.sqlite'), target });
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

/** What the agent says about a comparison of the two systems as they stand, without Parallax. */
async function compare(): Promise<z.infer<typeof saidSchema>[]> {
  const file = parse(await readFile('scripts/demo/agent.yaml', 'utf8'));
  const datasets = file.datasets.map(({ checks: _, ...dataset }: Record<string, unknown>) => ({
    ...dataset,
    lagMs: 0,
  }));
  const { parallax: _, ...local } = {
    ...file,
    datasets,
    checks: { field_level: '1h', schema: '1h', record_count: '1h' },
  };
  await writeFile(join(folder, 'agent.yaml'), stringify(local));
  const said: string[] = [];
  const listen = { write: (text: string) => said.push(text) };
  const env = {
    DEMO_LEGACY_FILE: join(folder, 'legacy.sqlite'),
    DEMO_READER_URL: targetUrl,
    DEMO_MASKING_KEY: 'only for this test',
  };
  const exitCode = await runAgent(['run', join(folder, 'agent.yaml'), '--once', '--json'], {
    env,
    out: listen,
    err: listen,
  });
  expect(exitCode, said.join('')).toBe(1);
  return said
    .join('')
    .trim()
    .split('\n')
    .map((line) => saidSchema.parse(JSON.parse(line)));
}

const saidSchema = z.looseObject({
  type: z.string(),
  dataset: z.string().optional(),
  kind: z.string().optional(),
  verdict: z.string().optional(),
  run: z.looseObject({ items: z.array(schemaItemSchema).optional() }).optional(),
  differences: z.array(differenceSchema).default([]),
});

test('the agent finds the answer key of docs/demo.md, and nothing else', async () => {
  const said = await compare();
  const found = said.flatMap(({ dataset, kind, run, differences }) => [
    ...differences.map((difference) => `${dataset} ${difference.class} ${difference.field ?? ''}`.trim()),
    ...(run?.items ?? []).map((item) => `${dataset} ${kind} ${item.column} ${item.item}`),
  ]);
  const counts = Object.fromEntries([...Map.groupBy(found, (line) => line)].map(([line, all]) => [line, all.length]));
  expect(counts).toEqual({
    'partners modified name': 7,
    'sub_partners missing_in_target': 12,
    'clicks modified clicked_at': 194,
    'deposits missing_in_target': 64,
    'commissions modified amount': 29,
    'commissions schema rate type_changed': 1,
    'payouts duplicate_in_target': 5,
  });
  const matching = said.filter(({ verdict, kind }) => verdict === 'match' && kind === 'field_level');
  expect(matching.map(({ dataset }) => dataset).sort()).toEqual(['registrations', 'tracking_links']);
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
    DEMO_SEED: 'parallax',
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
