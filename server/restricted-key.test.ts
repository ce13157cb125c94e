import { callTRPCProcedure } from '@trpc/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { isPermission, type Permission, scopes, scopesMay } from '#core/permissions.ts';
import type { AgentActor } from './actor.ts';
import { createContext } from './context.ts';
import { db } from './db.ts';
import { toAppError } from './error-response.ts';
import { newId } from './new-id.ts';
import { listProcedures, type ServedProcedure } from './procedures.ts';
import { appRouter } from './root.ts';
import { as } from './testing/call.ts';
import { at, makeKey } from './testing/factory.ts';
import { type FullMigration, makeFullMigrations } from './testing/full-migration.ts';
import { migrationFieldOf, pointAt, rowOf } from './testing/permission-inputs.ts';
import { rowsOf } from './testing/rows-of-migration.ts';
import { fieldRun } from './testing/runs.ts';

/**
 * A key restricted to the dataset payouts, against everything that belongs to the dataset clicks: by every procedure that a key may call.
 * What is new takes part by itself, and is refused unless it says that it narrows.
 */
let own: FullMigration;
let narrow: AgentActor;
let wide: AgentActor;
/** Every id of the other dataset: its own, of its checks, runs and findings. */
let foreign: readonly string[];
let things: Record<string, string>;

const REFUSED = /^FORBIDDEN: This key is restricted to some datasets/;
const now = () => at(new Date(own.noon(0).getTime() + 3_600_000))();

beforeAll(async () => {
  [own] = await makeFullMigrations();
  const { migration, checkIds } = own;
  const migrationId = migration.id;
  const checks = [{ kind: 'performance' as const, schedule: { everyMs: 86_400_000, graceMs: 60_000 } }];
  const lead = as(migration.lead, now);
  const plan = await lead.plan.get({ slug: migration.slug });
  const declared = plan.document.datasets.filter(({ name }) => name === 'clicks');
  await lead.dataset.declare({ migrationId, datasets: declared.map((dataset) => ({ ...dataset, checks })) });
  const datasets = await db.dataset.findMany({ where: { migrationId } });
  const idOf = (name: string) => datasets.find((dataset) => dataset.name === name)?.id ?? '';
  const [payouts, clicks] = [idOf('payouts'), idOf('clicks')];
  narrow = (await makeKey(migration, { datasetIds: [payouts], now })).actor;
  wide = (await makeKey(migration, { now })).actor;
  const checkId = checkIds['clicks/field_level'] ?? '';
  const run = fieldRun({ checkId, at: now() }, { amount: 2 });
  await call('ingest.submitRun', run, wide);
  const of = { migrationId, datasetId: clicks };
  const discrepancies = await db.discrepancy.findMany({ where: of });
  const runs = await db.run.findMany({ where: of });
  const ofClicks = await db.check.findMany({ where: of });
  const performanceId = ofClicks.find(({ kind }) => kind === 'performance')?.id ?? '';
  foreign = [clicks, ...[...discrepancies, ...ofClicks].map(({ id }) => id), ...runs.map(({ runId }) => runId)];
  const running = runs.find(({ state }) => state === 'running')?.runId ?? '';
  things = {
    ...own.things,
    performanceId,
    checkId,
    datasetId: clicks,
    discrepancyId: discrepancies[0]?.id ?? '',
    runId: running,
  };
}, 120_000);

async function call(path: string, input: object, actor: AgentActor): Promise<string> {
  const procedure = listProcedures().find((one) => one.call === path);
  try {
    const answer: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      type: procedure?.type ?? 'query',
      ctx: createContext({ actor, now }),
      getRawInput: async () => input,
      signal: undefined,
      batchIndex: 0,
    });
    return JSON.stringify(answer);
  } catch (thrown) {
    const { code, message, problems } = toAppError(thrown);
    return `${code}: ${message} ${JSON.stringify(problems)}`;
  }
}

/** That what it says of the other dataset would be taken, if the key were not restricted. */
function inputOf(procedure: ServedProcedure): object {
  const row = rowOf(procedure.call);
  const field = migrationFieldOf(procedure);
  const named = field === null ? {} : { [field]: field === 'slug' ? own.migration.slug : own.migration.id };
  const fresh = () => fieldRun({ checkId: things.checkId ?? '', at: now(), runId: newId() }, { amount: 1 });
  // With the chunk that ingest.appendDifferences has brought.
  const closing = fieldRun({ checkId: things.checkId ?? '', at: now(), runId: things.runId ?? '' }, { missing: 1 });
  const point = {
    checkId: things.performanceId ?? '',
    at: own.noon(0).toISOString(),
    legacy: side,
    target: side,
  };
  const said: Record<string, object> = {
    'ingest.submitRun': fresh(),
    'ingest.validateRun': fresh(),
    'ingest.openRun': { protocol: 1, runId: newId(), checkId: things.checkId, kind: 'field_level' },
    'ingest.completeRun': { chunks: 1, run: { ...closing, differences: [], differencesComplete: true } },
    'ingest.metrics': { protocol: 1, points: [point] },
    'run.get': { runId: things.runId },
    'dataset.declare': { datasets: [{ name: 'clicks', legacyRef: 'elsewhere', targetRef: 'clicks' }] },
  };
  return { ...named, ...(said[procedure.call] ?? pointAt(procedure.call, row.input ?? {}, things)) };
}
const side = { requests: 9, errors: 0, failedTransactions: 0, latency: [{ upToMs: '50', count: 9 }] };

const permissionOf = ({ meta }: ServedProcedure): Permission | null => {
  const can = meta?.can;
  if (typeof can === 'object') return can.every;
  return can !== undefined && isPermission(can) ? can : null;
};
const forKeys = listProcedures().filter((procedure) => {
  const permission = permissionOf(procedure);
  return procedure.type !== 'subscription' && permission !== null && scopesMay(scopes, permission);
});

const told = (answer: string) => foreign.some((id) => answer.includes(id)) || /clicks|elsewhere/.test(answer);

async function linesOfForeign(): Promise<string[]> {
  // What the key was told stands in the log of its own calls.
  const rows = [...(await rowsOf(own.migration.id))].filter(([table]) => table !== 'request_log');
  return rows.flatMap(([table, text]) =>
    text
      .split('\n')
      .filter((line) => foreign.some((id) => line.includes(id)))
      .map((line) => `${table} ${line}`),
  );
}

/** Of the key itself and of nobody else: it says that it lives, and reads what it sent. */
const ofTheKeyItself = ['ingest.heartbeat', 'ingest.request', 'ingest.requests'];

const narrowing = [
  'check.list',
  'control.config',
  'dataset.declare',
  'dataset.list',
  'discrepancy.get',
  'discrepancy.list',
  'evidence.overview',
  ...[
    'appendDifferences',
    'completeRun',
    'heartbeat',
    'metrics',
    'openRun',
    'request',
    'requests',
    'submitRun',
    'validateRun',
  ].map((name) => `ingest.${name}`),
  'run.get',
  'run.list',
];

describe('a key that is restricted to datasets', () => {
  it.each(forKeys.map((procedure) => [procedure.call, procedure] as const))(
    'sees and changes nothing of another by %s',
    async (path, procedure) => {
      const before = await linesOfForeign();
      expect(before.length).toBeGreaterThan(10);
      const input = inputOf(procedure);
      const answer = await call(path, input, narrow);
      // A refusal may repeat what the call itself said.
      const isRefusal = /^[A-Z_]+: /.test(answer);
      if (!isRefusal && !ofTheKeyItself.includes(path)) expect(told(answer), answer).toBe(false);
      expect(await linesOfForeign()).toEqual(before);
      expect(REFUSED.test(answer)).toBe(!narrowing.includes(path));
    },
  );

  it('is refused the stream of changes', async () => {
    const { listHeardMigrations } = await import('./live/queries.ts');
    await expect(listHeardMigrations(createContext({ actor: narrow, now }), {})).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('a key without that restriction', () => {
  it.each(narrowing.filter((path) => !ofTheKeyItself.includes(path)))(
    'reaches the other dataset by %s',
    async (path) => {
      const procedure = forKeys.find((one) => one.call === path);
      if (!procedure) throw new Error(`${path} is not for keys.`);
      const before = await linesOfForeign();
      const answer = await call(path, inputOf(procedure), wide);
      const isRefusal = /^[A-Z_]+: /.test(answer);
      expect(isRefusal, answer).toBe(false);
      const changed = JSON.stringify(await linesOfForeign()) !== JSON.stringify(before);
      expect(told(answer) || changed || path === 'ingest.validateRun', answer).toBe(true);
    },
  );
});
