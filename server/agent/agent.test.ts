import { expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { flushRequests } from '../request-log/note-request.ts';
import { as, http } from '../testing/call.ts';
import { makeDatasets, makeKey, makeMigration } from '../testing/factory.ts';
import { countRun } from '../testing/runs.ts';

const now = () => new Date();
const beat = (name: string, more: object = {}) => ({
  protocol: 1,
  agent: { name, version: '1.2.0' },
  clock: new Date().toISOString(),
  backlog: 0,
  ...more,
});

it('the steps to the first result are derived from what arrived: plan, refusals, a run that failed, the first that did not', async () => {
  const migration = await makeMigration({ now });
  const key = await makeKey(migration, { now });
  const { id: migrationId } = migration;
  const overview = async () => {
    await flushRequests(systemContext('test'));
    return await as(migration.lead, now).agent.overview({ migrationId });
  };
  expect(await overview()).toEqual({
    agents: [],
    plan: { datasets: [], checks: 0 },
    firstRun: null,
    failedRun: null,
    refusal: null,
  });
  const schedule = { everyMs: 3_600_000, graceMs: 60_000 };
  const made = await makeDatasets(migration, [{ name: 'orders', checks: [{ kind: 'record_count', schedule }] }], now);
  const checkId = made.checkIds['orders/record_count'] ?? '';
  const run = () => countRun({ checkId, at: new Date() });
  await http('/ingest/runs', { key: key.secret, body: { ...run(), counts: { legacy: -1, target: 1 } } });
  expect(await overview()).toMatchObject({
    plan: { datasets: [{ name: 'orders' }], checks: 1 },
    firstRun: null,
    refusal: { call: 'ingest.submitRun', status: 400, problems: [{ pointer: '/counts/legacy' }] },
  });
  const failed = { ...run(), failure: { message: 'no such table' } };
  await http('/ingest/runs', { key: key.secret, body: failed });
  expect(await overview()).toMatchObject({
    firstRun: null,
    failedRun: { runId: failed.runId, message: 'no such table' },
  });
  const first = run();
  await http('/ingest/runs', { key: key.secret, body: first });
  expect(await overview()).toMatchObject({ firstRun: { runId: first.runId }, failedRun: null, refusal: null });
});

it('an agent is listed with what its key brought and was refused last, and moves on with a rotation', async () => {
  const migration = await makeMigration({ now });
  const key = await makeKey(migration, { now });
  const { id: migrationId } = migration;
  const schedule = { everyMs: 3_600_000, graceMs: 60_000 };
  const made = await makeDatasets(migration, [{ name: 'orders', checks: [{ kind: 'record_count', schedule }] }], now);
  const checkId = made.checkIds['orders/record_count'] ?? '';
  const agents = async () => {
    await flushRequests(systemContext('test'));
    return (await as(migration.lead, now).agent.overview({ migrationId })).agents;
  };
  await http('/ingest/heartbeat', { key: key.secret, body: beat('site 2', { backlog: 3 }) });
  expect(await agents()).toMatchObject([
    { name: 'site 2', backlog: 3, state: 'connected', keyState: 'active', lastPush: null, lastRefusal: null },
  ]);
  const run = countRun({ checkId, at: new Date() });
  await http('/ingest/runs', { key: key.secret, body: run });
  await http('/ingest/runs', { key: key.secret, body: { ...run, durationMs: 9 } });
  await http('/ingest/validate', { key: key.secret, body: countRun({ checkId, at: new Date() }) });
  await http('/ingest/heartbeat', { key: key.secret, body: beat('site 2') });
  expect(await agents()).toMatchObject([
    {
      lastPush: {
        call: 'ingest.submitRun',
        run: { runId: run.runId, kind: 'record_count', datasetName: 'orders' },
      },
      lastRefusal: { call: 'ingest.submitRun', status: 409 },
    },
  ]);

  const { rotate } = as(migration.lead, now).key;
  const next = await rotate({ migrationId, keyId: key.id, overlapMs: 3_600_000 });
  await http('/ingest/heartbeat', { key: key.secret, body: beat('site 3') });
  await http('/ingest/heartbeat', { key: next.secret, body: beat('site 2') });
  expect((await agents()).map(({ name, keyId }) => [name, keyId])).toEqual([
    ['site 2', next.key.id],
    ['site 3', key.id],
  ]);
  await as(migration.lead, now).key.revoke({ migrationId, keyId: key.id });
  expect((await agents()).map(({ keyState }) => keyState)).toEqual(['active', 'revoked']);
});
