import { beforeAll, describe, expect, it } from 'vitest';
import type { MetricPoint } from '#core/metrics/schema.ts';
import { systemContext } from '../context.ts';
import { toAppError } from '../error-response.ts';
import { loadEvidence } from '../evidence/load-evidence.ts';
import { enterScope, SYSTEM_SCOPE } from '../scope.ts';
import { as } from '../testing/call.ts';
import {
  at,
  type MadeKey,
  type MadeMigration,
  makeDatasets,
  makeKey,
  makeMigration,
  START,
} from '../testing/factory.ts';
import { inTransaction } from '../transaction.ts';

let migration: MadeMigration;
let key: MadeKey;
let checkIds: Record<string, string>;
let datasetIds: Record<string, string>;
const schedule = { everyMs: 3_600_000, graceMs: 60_000 };
const performance = () => checkIds['payouts/performance'] ?? '';

beforeAll(async () => {
  migration = await makeMigration();
  key = await makeKey(migration);
  ({ checkIds, datasetIds } = await makeDatasets(migration, [
    {
      name: 'payouts',
      keyColumns: ['id'],
      columns: [{ name: 'iban', sensitive: true }],
      checks: [
        { kind: 'performance', schedule, tolerances: { slaMs: '200' } },
        { kind: 'replication_lag', schedule },
        { kind: 'record_count', schedule },
      ],
    },
    { name: 'clicks', checks: [{ kind: 'record_count', schedule }] },
  ]));
});

const side = (requests: number) => ({
  requests,
  errors: 0,
  failedTransactions: 0,
  latency: [{ upToMs: '50', count: requests }],
});
const minute = (offset: number, requests: number): MetricPoint => ({
  checkId: performance(),
  at: new Date(START.getTime() + offset * 60_000 + 12_345).toISOString(),
  legacy: side(requests),
  target: side(requests * 2),
});
const push = (points: MetricPoint[], now = at(new Date(START.getTime() + 2 * 3_600_000))) =>
  as(key.actor, now).ingest.metrics({ protocol: 1, points });

async function hours() {
  const { db } = systemContext('test');
  const evidence = await inTransaction(db, 'read', async (tx) => {
    await enterScope(tx, SYSTEM_SCOPE);
    return await loadEvidence(tx, migration.id, new Date(START.getTime() + 2 * 3_600_000), 92);
  });
  const check = evidence.checks.find(({ id }) => id === performance());
  return check?.hours.map(({ hour, legacyRequests, targetRequests }) => [hour, legacyRequests, targetRequests]);
}

describe('telemetry', () => {
  it('adds minutes up to hours; a minute sent again takes the place of the earlier one', async () => {
    expect(await push([minute(0, 10), minute(1, 5), minute(61, 7)])).toEqual({ stored: 3, waiting: 0 });
    const running = at(new Date(START.getTime() + 118_000));
    expect(await push([minute(1, 6), minute(1, 8)], running)).toEqual({ stored: 1, waiting: 0 });
    // What waits asks for a higher peak at once, and carries it once it is accepted.
    expect(await push([minute(1, 9)])).toEqual({ stored: 1, waiting: 1 });
    await Promise.all([minute(2, 1), minute(3, 1), minute(4, 1), minute(3, 1)].map((point) => push([point])));
    expect(await hours()).toEqual([
      ['2026-03-02T09:00:00.000Z', 22, 42],
      ['2026-03-02T10:00:00.000Z', 7, 14],
    ]);
    const overview = await as(migration.lead, at(new Date(START.getTime() + 2 * 3_600_000))).evidence.overview({
      migrationId: migration.id,
    });
    const check = overview.datasets.flatMap(({ checks }) => checks).find(({ id }) => id === performance());
    expect(check).toMatchObject({ freshness: 'fresh', lastRunId: null });
  });

  it('is refused as a whole, with every reason at once', async () => {
    const lag = { p50Ms: 1, p95Ms: 2, maxMs: 3 };
    const falling = { p50Ms: 3, p95Ms: 2, maxMs: 1 };
    const late = { ...minute(600, 1), checkId: performance() };
    const odd = { ...minute(5, 3), target: { ...side(3), requests: 4 } };
    const refused = push([
      minute(5, 1),
      { ...minute(6, 1), checkId: checkIds['payouts/record_count'] ?? '' },
      { checkId: performance(), at: START.toISOString(), lag },
      late,
      odd,
      { ...minute(7, 1), checkId: migration.id },
      { checkId: checkIds['payouts/replication_lag'] ?? '', at: START.toISOString(), lag: falling },
    ]);
    const error = await refused.then(() => expect.unreachable('was accepted'), toAppError);
    expect(error.problems.map(({ pointer }) => pointer)).toEqual([
      '/points/1/checkId',
      '/points/2/checkId',
      '/points/3/at',
      '/points/4/target/latency',
      '/points/5/checkId',
      '/points/6/lag',
    ]);
    expect((await hours())?.[0]).toEqual(['2026-03-02T09:00:00.000Z', 22, 42]);
  });
});

describe('heartbeat', () => {
  it('reports its skew to the agent, and to people which agents are alive', async () => {
    const beat = (clock: string, backlog: number, now: string) =>
      as(key.actor, at(now)).ingest.heartbeat({ protocol: 1, agent: { name: 'a1', version: '1.2.0' }, clock, backlog });
    expect(await beat('2026-03-02T09:00:01Z', 7, '2026-03-02T09:00:00Z')).toEqual({
      serverTime: '2026-03-02T09:00:00.000Z',
      skewMs: 1_000,
      skewed: false,
    });
    expect(await beat('2026-03-02T08:00:00Z', 3, '2026-03-02T09:01:00Z')).toMatchObject({ skewed: true });
    const seen = async (now: string) =>
      (await as(migration.lead, at(now)).agent.overview({ migrationId: migration.id })).agents;
    expect(await seen('2026-03-02T09:02:00Z')).toMatchObject([
      {
        name: 'a1',
        version: '1.2.0',
        keyName: 'agent',
        backlog: 3,
        skewed: true,
        skewMs: -3_660_000,
        state: 'connected',
      },
    ]);
    expect(await seen('2026-03-02T09:05:00Z')).toMatchObject([{ state: 'silent' }]);
  });
});

describe('what an agent shall check', () => {
  it('is the plan, cut down to the datasets of its key, with a hash that changes with its meaning only', async () => {
    const config = await as(key.actor).control.config({});
    expect(config.datasets.map(({ name }) => name)).toEqual(['clicks', 'payouts']);
    expect(config.datasets[1]?.columns).toMatchObject([{ name: 'iban', sensitive: true }]);
    expect(config.checks).toHaveLength(4);
    const again = await as(key.actor, at('2026-03-03T09:00:00Z')).control.config({});
    expect(again.configHash).toBe(config.configHash);
    expect(again.serverTime).toBe('2026-03-03T09:00:00.000Z');

    const narrow = await makeKey(migration, { datasetIds: [datasetIds.clicks ?? ''] });
    const own = await as(narrow.actor).control.config({});
    expect(own.datasets.map(({ name }) => name)).toEqual(['clicks']);
    expect(own.checks.map(({ datasetId }) => datasetId)).toEqual([datasetIds.clicks]);

    await makeDatasets(migration, [{ name: 'clicks', criticality: 'critical' }]);
    expect((await as(key.actor).control.config({})).configHash).not.toBe(config.configHash);
  });
});
