import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentConfig, agentConfigSchema } from '../../core/control/schema.ts';
import { declarationSchema } from '../../core/dataset/schema.ts';
import { heartbeatSchema } from '../../core/heartbeat/schema.ts';
import { type Run, runSchema } from '../../core/run/schema.ts';
import { main } from '../main.ts';
import { createDatabase, type TestDatabase } from '../testing/database-kit.ts';
import { type Recorded, type Reply, startRecordingServer } from '../testing/recording-server.ts';

const DATASET = '019b0000-0000-7000-8000-0000000000d1';
const kinds = ['record_count', 'checksum', 'field_level', 'performance'] as const;
const ids = new Map<string, string>(kinds.map((kind, i) => [kind, `019b0000-0000-7000-8000-0000000000c${i}`]));

function configOf(everyMs: number, blackouts: AgentConfig['blackouts'] = []): AgentConfig {
  const dataset = { id: DATASET, name: 'orders', legacyRef: 'orders', targetRef: 'orders' };
  return agentConfigSchema.parse({
    serverTime: '2026-11-21T08:00:00Z',
    planVersion: 3,
    configHash: 'plan-3',
    migration: { slug: 'm', name: 'M', timeZone: 'UTC', currency: 'CHF' },
    blackouts,
    datasets: [{ ...dataset, moneyColumn: 'total', columns: [{ name: 'total', sensitive: false }] }],
    checks: kinds.map((kind) => ({
      id: ids.get(kind),
      datasetId: DATASET,
      kind,
      schedule: { everyMs, graceMs: 60_000 },
      tolerances: {},
      sampling: null,
    })),
  });
}

describe('running for Parallax', () => {
  let folder: string;
  let files = 0;
  let legacy: TestDatabase;
  let target: TestDatabase;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parallax-agent-'));
    [legacy, target] = await Promise.all([createDatabase('sqlite'), createDatabase('postgresql')]);
    for (const database of [legacy, target])
      await database.exec(
        'create table orders (id int primary key, total numeric(10,2)); insert into orders values (1, 9.99), (2, 5)',
      );
    await target.exec('update orders set total = 6 where id = 2');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  type Instead = (call: Recorded) => Reply | undefined;
  async function start(
    everyMs: number,
    datasets = '',
    blackouts: AgentConfig['blackouts'] = [],
    instead: Instead = () => undefined,
  ) {
    const server = await startRecordingServer((call) => {
      const reply = instead(call);
      if (reply) return reply;
      if (call.path.endsWith('/control/config')) return { body: configOf(everyMs, blackouts) };
      if (call.path.endsWith('/ingest/heartbeat'))
        return { body: { serverTime: new Date().toISOString(), skewMs: 0, skewed: false } };
      if (call.path.endsWith('/plan/datasets'))
        return { body: { planVersion: 4, datasets: [{ id: DATASET, name: 'orders' }], checks: [] } };
      return {
        body: {
          runId: runOf(call)?.runId,
          state: 'completed',
          verdict: 'mismatch',
          payloadHash: 'h',
          receivedAt: new Date().toISOString(),
          planVersion: 3,
          replayed: false,
        },
      };
    });
    const file = join(folder, `${files++}.yaml`);
    const [left, right] = [legacy.connection, target.connection].map((connection) => JSON.stringify(connection));
    await writeFile(
      file,
      `parallax: { url: "${server.url}", key: plx_test }\nagent: { name: tester }\nlegacy: ${left}\ntarget: ${right}\n${datasets}`,
    );
    return { file, calls: server.calls };
  }

  const runOf = (call: Recorded): Run | undefined =>
    call.path.endsWith('/ingest/runs') ? runSchema.parse(call.body) : undefined;
  const runsOf = (calls: Recorded[]) => calls.map(runOf).filter((run) => run !== undefined);

  async function run(argv: string[], signal?: AbortSignal) {
    let said = '';
    const write = (text: string) => (said += text);
    const code = await main(argv, { env: {}, out: { write }, err: { write }, signal });
    return { code, said };
  }

  it('executes everything once, pushes each result, and names what it does not do', async () => {
    const { file, calls } = await start(60_000);
    const { code, said } = await run(['run', file, '--once']);
    expect(code).toBe(1);
    expect(said).toContain('Skipped: orders performance: this agent does not do performance checks.');
    const runs = runsOf(calls);
    expect(runs.map((one) => one.kind).sort()).toEqual(['checksum', 'field_level', 'record_count']);
    for (const one of runs) {
      expect(one).toMatchObject({
        checkId: ids.get(one.kind),
        tool: { name: 'parallax-agent', configHash: 'plan-3' },
        lagMs: 0,
      });
      expect(Date.parse(one.nextDueAt ?? '') - Date.parse(one.asOf.legacy.time)).toBeGreaterThan(50_000);
    }
    const fields = runs.find((one) => one.kind === 'field_level');
    expect(fields?.kind === 'field_level' && fields.groups).toEqual([
      expect.objectContaining({ field: 'total', rowCount: 1, moneyNet: '1', currency: 'CHF' }),
    ]);
    expect(fields?.asOf.target.position).toMatch(/^[0-9A-F]+\/[0-9A-F]+$/);
  });

  it('runs what is due again and again, with heartbeats, until it is stopped', async () => {
    const { file, calls } = await start(1_000);
    const stop = new AbortController();
    const running = run(['run', file, '--json'], stop.signal);
    await expect.poll(() => runsOf(calls).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(9);
    stop.abort(new Error('Stopped.'));
    expect((await running).code).toBe(0);
    const counts = runsOf(calls).filter((one) => one.kind === 'record_count');
    expect(new Set(counts.map((one) => one.runId)).size).toBe(counts.length);
    const beats = calls.filter(({ path }) => path.endsWith('/heartbeat'));
    expect(heartbeatSchema.parse(beats[0]?.body).agent.name).toBe('tester');
  }, 30_000);

  it('leaves both databases alone in a blackout window of the plan, and does afterwards what was due', async () => {
    const endMs = Date.now() + 4_000;
    const window = { from: new Date(Date.now() - 60_000).toISOString(), to: new Date(endMs).toISOString() };
    const { file, calls } = await start(1_000, '', [{ kind: 'once', name: 'month end', ...window }]);
    const stop = new AbortController();
    const running = run(['run', file], stop.signal);
    await expect.poll(() => runsOf(calls).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
    stop.abort(new Error('Stopped.'));
    const { said } = await running;
    const until = `waiting for the blackout window "month end" to end at ${new Date(endMs).toISOString()}.`;
    expect(said.split(`orders checksum: ${until}`)).toHaveLength(2);
    // The agent was there all the time, and said so.
    expect(calls.some(({ path }) => path.endsWith('/heartbeat'))).toBe(true);
    for (const one of runsOf(calls)) {
      expect(one.failure).toBeUndefined();
      expect(Date.parse(one.asOf.legacy.time)).toBeGreaterThanOrEqual(endMs);
      expect(Date.parse(one.asOf.target.time)).toBeGreaterThanOrEqual(endMs);
    }
  }, 30_000);

  it('reports a check that cannot be done as failed, with the reason', async () => {
    await target.exec('alter table orders rename to orders_moved');
    const { file, calls } = await start(60_000);
    const { code } = await run(['run', file, '--once', '--check', 'orders/field_level']);
    await target.exec('alter table orders_moved rename to orders');
    expect(code).toBe(2);
    expect(runsOf(calls)).toMatchObject([
      { kind: 'field_level', failure: { message: expect.stringContaining('There is no table "orders"') } },
    ]);
  });

  it('goes on with checks while Parallax is away, and sends everything once when it is back', async () => {
    let away = false;
    const { file, calls } = await start(1_000, '', [], () => (away ? { drop: true } : undefined));
    const stop = new AbortController();
    const running = run(['run', file, '--check', '/record_count'], stop.signal);
    await expect.poll(() => runsOf(calls).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(1);
    away = true;
    const waiting = async () => JSON.parse((await run(['spool', file, '--json'])).said).waiting;
    await expect.poll(waiting, { timeout: 20_000 }).toBeGreaterThanOrEqual(4);
    const listed = await run(['spool', file]);
    expect(listed.code).toBe(3);
    expect(listed.said).toMatch(
      /^\d+ results \(\d+ bytes\) wait in .*\.state, the oldest since .*\n {2}orders record_count/,
    );
    const before = calls.length;
    away = false;
    await expect.poll(waiting, { timeout: 40_000 }).toBe(0);
    stop.abort(new Error('Stopped.'));
    const { code, said } = await running;
    expect(code).toBe(0);
    expect(said).toContain('Cannot reach Parallax');
    expect(said).toContain('Parallax answers.');
    const ids = runsOf(calls.slice(before)).map((one) => one.runId);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.length).toBeGreaterThanOrEqual(4);
  }, 90_000);

  it('keeps what --once could not deliver, and reports that by its exit code and how much waits', async () => {
    let away = true;
    const { file, calls } = await start(3_600_000, '', [], (call) =>
      away && call.path.endsWith('/ingest/runs') ? { status: 503, headers: { 'retry-after': '0' } } : undefined,
    );
    const once = await run(['run', file, '--once', '--wait', '1s', '--check', 'orders/record_count']);
    expect(once.code).toBe(3);
    expect(once.said).toContain('1 results wait in');
    const stop = new AbortController();
    const running = run(['run', file, '--check', 'none'], stop.signal);
    const beats = () => calls.filter(({ path }) => path.endsWith('/heartbeat'));
    await expect.poll(() => beats().length, { timeout: 20_000 }).toBe(1);
    expect(heartbeatSchema.parse(beats()[0]?.body).backlog).toBe(1);
    stop.abort(new Error('Stopped.'));
    await running;
    away = false;
    const again = await run(['run', file, '--once', '--check', 'orders/checksum']);
    expect(again.code).toBe(1);
    const sent = runsOf(calls);
    expect(sent.slice(-2).map((one) => one.kind)).toEqual(['record_count', 'checksum']);
    expect(sent.at(-2)?.runId).toBe(sent[0]?.runId);
    expect((await run(['spool', file])).code).toBe(0);
  }, 90_000);

  it('puts a refused result aside with the reason, and exits with 2', async () => {
    const { file } = await start(60_000, '', [], (call) =>
      runOf(call)?.kind === 'record_count'
        ? { status: 422, body: { error: { code: 'UNPROCESSABLE', message: 'It does not add up.' } } }
        : undefined,
    );
    const { code, said } = await run(['run', file, '--once', '--check', '/record_count', '--check', '/checksum']);
    expect(code).toBe(2);
    expect(said).toContain('It does not add up.');
    expect(said).toMatch(/put aside in .*\.state\/set-aside\/\d+\.refused/);
    expect((await run(['spool', file])).said).toMatch(/Nothing waits.*\n.*0 dropped, 1 refused.*\n {2}set aside: /);
  });

  it('declares the datasets of the file', async () => {
    const { file, calls } = await start(
      60_000,
      'checks: { field_level: 1d }\ndatasets: [{ name: orders, criticality: critical }]\n',
    );
    const { code, said } = await run(['declare', file]);
    expect(code).toBe(0);
    expect(said).toBe('Declared 1 datasets with 0 checks: plan version 4.\n');
    expect(declarationSchema.parse(calls[0]?.body)).toMatchObject({
      datasets: [
        {
          name: 'orders',
          criticality: 'critical',
          checks: [{ kind: 'field_level', schedule: { everyMs: 86_400_000 } }],
        },
      ],
    });
  });
});
