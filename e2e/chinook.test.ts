import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as newRunId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLANT, REPAIR } from '#agent/testing/chinook-changes.ts';
import { hasChinook, loadPostgresql, loadSqlite } from '#agent/testing/chinook-kit.ts';
import { createDatabase, type TestDatabase } from '#agent/testing/database-kit.ts';
import { type Run, runSchema } from '#core/run/schema.ts';
import { DAY_MS } from '#core/time/units.ts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { handleApi } from '#server/http/handle-api.ts';
import { as } from '#server/testing/call.ts';
import { type MadeKey, type MadeMigration, makeKey, makeMigration } from '#server/testing/factory.ts';
import { type HttpServer, serve } from './http-server.ts';

const NEEDED_DAYS = 30;
// Noon is far from midnight somewhere: the first day must not end while the test is under way.
const timeZone = new Date().getUTCHours() >= 20 ? 'Asia/Tokyo' : 'UTC';
if (!hasChinook)
  console.warn('The Chinook chain is skipped: there is no data. Set PARALLAX_DATA to the folder that holds chinook/.');

describe.skipIf(!hasChinook)('Chinook: two databases, the agent, the API, the verdict', () => {
  let legacy: TestDatabase;
  let target: TestDatabase;
  let server: HttpServer;
  let migration: MadeMigration;
  let key: MadeKey;
  let folder: string;
  let checkIds: Map<string, string>;
  const started = new Date();
  const after = (days: number) => () => new Date(started.getTime() + days * DAY_MS);
  const verdict = (now: () => Date = () => new Date()): Promise<GoNoGo> =>
    as(migration.lead, now).verdict.get({ slug: migration.slug });

  beforeAll(async () => {
    legacy = await createDatabase('sqlite');
    target = await createDatabase('postgresql');
    await loadSqlite(legacy);
    await loadPostgresql(target, 'text');
    await target.exec('create table kept_invoice as select * from invoice where invoice_id <= 3');
    server = await serve(handleApi);
    migration = await makeMigration({ timeZone, currency: 'USD', now: () => started });
    key = await makeKey(migration, { now: () => started });
    folder = await mkdtemp(join(tmpdir(), 'parallax-chinook-'));
    const mapping = await readFile(new URL('../agent/fixtures/chinook.yaml', import.meta.url), 'utf8');
    const checks = ['record_count', 'checksum', 'field_level', 'schema'].map((kind) => `${kind}: 1d`).join(', ');
    await writeFile(
      join(folder, 'agent.yaml'),
      `${mapping}\nparallax: { url: "${server.url}", key: "\${KEY}" }\nchecks: { ${checks} }\n`,
    );
    expect(await agent('declare')).toBe(0);
    const performance = {
      kind: 'performance',
      schedule: { everyMs: DAY_MS, graceMs: DAY_MS / 2 },
      tolerances: { slaMs: '400' },
    } as const;
    const saved = await as(migration.lead).dataset.declare({
      migrationId: migration.id,
      datasets: [{ ...invoice, criticality: 'critical', checks: [performance] }],
    });
    checkIds = new Map(saved.checks.map(({ kind, id }) => [kind, id]));
  }, 60_000);

  afterAll(async () => {
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const invoice = { name: 'invoice', legacyRef: 'invoice', targetRef: 'invoice', moneyColumn: 'total' };

  /** The agent as its own program, over a socket. */
  async function agent(...args: [string, ...string[]]): Promise<number | null> {
    const [command, ...flags] = args;
    if (legacy.connection.engine !== 'sqlite' || target.connection.engine !== 'postgresql')
      throw new Error('wrong engines');
    const child = spawn(process.execPath, ['agent/cli.mjs', command, join(folder, 'agent.yaml'), ...flags], {
      env: {
        ...process.env,
        CHINOOK_SQLITE: legacy.connection.file,
        CHINOOK_POSTGRESQL: target.connection.url,
        KEY: key.secret,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return await new Promise((resolve) => child.once('exit', resolve));
  }

  const pushed = (): Run[] =>
    server.seen
      .filter(({ path }) => path.endsWith('/ingest/runs'))
      .map(({ body }) => runSchema.parse(JSON.parse(body)));
  const outcomes = ({ criteria }: GoNoGo) =>
    Object.fromEntries(criteria.map(({ metric, result }) => [metric, result.unknownReason ?? result.outcome]));

  async function pushLoad(now: () => Date): Promise<void> {
    const at = new Date(Math.floor(now().getTime() / 60_000) * 60_000 - 60_000).toISOString();
    const side = { requests: 1_000, errors: 0, failedTransactions: 0, latency: [{ upToMs: '250', count: 1_000 }] };
    const points = [{ checkId: checkIds.get('performance') ?? '', at, legacy: side, target: side }];
    await as(key.actor, now).ingest.metrics({ protocol: 1, points });
  }

  it('is no-go before anything was compared', async () => {
    expect(await verdict()).toMatchObject({ verdict: 'no_go', oldestEvidenceAt: null });
  });

  it('finds nothing to complain about in the dumps as they are', async () => {
    expect(await agent('run', '--once', '--json')).toBe(0);
    await pushLoad(() => new Date());
    const page = await verdict();
    expect(outcomes(page)).toEqual({
      record_count_variance: 'met',
      field_match_rate: 'met',
      response_time_at_peak: 'met',
      critical_free_streak: 'not_met',
    });
    expect(page.streak).toMatchObject({ cleanDays: 0, neededDays: NEEDED_DAYS });
    expect(page.discrepancies).toMatchObject({ open: 0, suspected: 0 });
    expect(page.verdict).toBe('no_go');
    const rows = pushed().flatMap((run) => (run.kind === 'field_level' ? [run.counts.identical] : []));
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(15_607);
  }, 60_000);

  it('is no-go by exactly what was planted, and says why', async () => {
    await target.exec(PLANT);
    expect(await agent('run', '--once', '--json')).toBe(1);
    const { items } = await as(migration.lead).discrepancy.list({ migrationId: migration.id });
    const found = items.map(
      ({ datasetName, class: kind, field, rowCount }) => `${datasetName} ${kind} ${field ?? '–'} ${rowCount}`,
    );
    expect(found.sort()).toEqual([
      'artist modified name 4',
      'invoice missing_in_target – 3',
      'invoice modified invoice_date 100',
      'invoice schema total 1',
      'invoice_line extra_in_target – 2',
      'playlist_track duplicate_in_target – 1',
      'track modified unit_price 5',
    ]);
    const page = await verdict();
    expect(page.verdict).toBe('no_go');
    expect(outcomes(page)).toMatchObject({
      record_count_variance: 'not_met',
      field_match_rate: 'not_met',
      critical_free_streak: 'not_met',
    });
    expect(page.blockers.map(({ headline }) => headline)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Record-count variance is /),
        expect.stringMatching(/^Field match rate is /),
      ]),
    );
    expect(page.streak?.days.at(-1)).toMatchObject({ state: 'broken' });
    expect(page.discrepancies).toMatchObject({ open: 7, openCritical: 3 });
  }, 60_000);

  it('meets counts and fields as soon as the target is repaired, while the streak starts from nothing', async () => {
    await target.exec(REPAIR);
    expect(await agent('run', '--once', '--json')).toBe(0);
    const page = await verdict();
    expect(outcomes(page)).toEqual({
      record_count_variance: 'met',
      field_match_rate: 'met',
      response_time_at_peak: 'met',
      critical_free_streak: 'not_met',
    });
    expect(page.discrepancies.open).toBe(0);
    expect(page.streak).toMatchObject({ cleanDays: 0, neededDays: NEEDED_DAYS });
    expect(page.verdict).toBe('no_go');
  }, 60_000);

  it('is go after enough clean days of fresh runs, not a day sooner, and no-go once the agent falls silent', async () => {
    const clean = pushed().slice(-44);
    expect(clean).toHaveLength(44);
    for (let day = 1; day <= NEEDED_DAYS; day += 1) {
      const now = after(day);
      for (const run of clean) await as(key.actor, now).ingest.submitRun(redated(run, now()));
      await pushLoad(now);
      expect((await verdict(now)).verdict, `day ${day}`).toBe('no_go');
    }
    const now = after(NEEDED_DAYS + 1);
    for (const run of clean) await as(key.actor, now).ingest.submitRun(redated(run, now()));
    await pushLoad(now);
    const page = await verdict(now);
    expect(page.streak).toMatchObject({ cleanDays: NEEDED_DAYS });
    expect(page.blockers).toEqual([]);
    expect(page.verdict).toBe('go');

    const silent = await verdict(after(NEEDED_DAYS + 3));
    expect(silent.verdict).toBe('no_go');
    expect(new Set(silent.blockers.map(({ standing }) => standing))).toEqual(new Set(['stale']));
  }, 240_000);
});

/** The same result, read at another time by a later run. */
function redated(run: Run, at: Date): Run {
  const asOf = {
    legacy: { ...run.asOf.legacy, time: at.toISOString() },
    target: { ...run.asOf.target, time: at.toISOString() },
  };
  return { ...run, runId: newRunId(), asOf, nextDueAt: undefined };
}
