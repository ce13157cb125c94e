import { beforeAll, describe, expect, it } from 'vitest';
import type { RequestLogItem } from '#core/request-log/schema.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import { systemContext } from '../context.ts';
import { db } from '../db.ts';
import { newId } from '../new-id.ts';
import { as, http } from '../testing/call.ts';
import { type MadeKey, type MadeMigration, makeDatasets, makeKey, makeMigration } from '../testing/factory.ts';
import { countRun, fieldRun } from '../testing/runs.ts';
import { flushRequests } from './note-request.ts';

const now = () => new Date();

type Page = { items: RequestLogItem[]; nextCursor: string | null };
let migration: MadeMigration;
let key: MadeKey;
let checkIds: Record<string, string>;

beforeAll(async () => {
  migration = await makeMigration({ now });
  key = await makeKey(migration, { scopes: ['ingest'], now });
  const checks = (['record_count', 'field_level'] as const).map((kind) => ({
    kind,
    schedule: { everyMs: 3_600_000, graceMs: 60_000 },
  }));
  ({ checkIds } = await makeDatasets(migration, [{ name: 'payouts', keyColumns: ['id'], checks }], now));
});

const count = (more: object = {}) => ({
  ...countRun({ checkId: checkIds['payouts/record_count'] ?? '', at: new Date() }),
  ...more,
});

async function asked(query: string, secret = key.secret): Promise<Page> {
  await flushRequests(systemContext('test'));
  const answer = await http(`/ingest/requests${query}`, { key: secret });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Page;
}

describe('what a pusher finds of its own calls', () => {
  it('is enough to find the very body again: its hash, its run, every reason', async () => {
    const wrong = count({ counts: { legacy: -1, target: 'many' }, colour: 'red' });
    const refused = await http('/ingest/runs', { key: key.secret, body: wrong });
    expect(refused.status).toBe(400);
    const hash = sha256(canonicalJson(wrong));
    for (const query of [`?payloadHash=${hash}`, `?runId=${wrong.runId}`, `?runId=${wrong.runId}&outcome=refused`]) {
      const { items } = await asked(query);
      expect(items, query).toHaveLength(1);
      expect(items[0]).toMatchObject({
        call: 'ingest.submitRun',
        status: 400,
        outcome: 'refused',
        payloadHash: hash,
        runId: wrong.runId,
        chunk: null,
        bytes: Buffer.byteLength(canonicalJson(wrong)),
      });
      expect(items[0]?.problems.map(({ pointer }) => pointer).toSorted()).toEqual([
        '/colour',
        '/counts/legacy',
        '/counts/target',
      ]);
    }
    const requestId = refused.headers.get('x-request-id') ?? '';
    const one = await http(`/ingest/requests/${requestId}`, { key: key.secret });
    expect(one).toMatchObject({ status: 200, body: { requestId, payloadHash: hash, status: 400 } });
    const byLogId = await http(`/ingest/requests/${(one.body as RequestLogItem).id}`, { key: key.secret });
    expect(byLogId.body).toEqual(one.body);
  });

  it('names the chunk of a large run, and the run that is inside of completing it', async () => {
    const run = fieldRun({ checkId: checkIds['payouts/field_level'] ?? '', at: new Date() });
    const chunk = { protocol: 1, runId: run.runId, chunk: 7, differences: [] };
    expect((await http('/ingest/runs/differences', { key: key.secret, body: chunk })).status).toBe(400);
    expect((await http('/ingest/runs/complete', { key: key.secret, body: { chunks: 8, run } })).status).toBe(404);
    const { items } = await asked(`?runId=${run.runId}`);
    expect(items.map(({ call, runId, chunk: place }) => [call, runId, place])).toEqual([
      ['ingest.completeRun', run.runId, null],
      ['ingest.appendDifferences', run.runId, 7],
    ]);
  });

  it('takes nothing for a run id that has not the form of one, and keeps no value', async () => {
    const canary = 'DE89370400440532013000';
    const bodies = [
      count({ runId: canary }),
      { run: canary, chunks: canary },
      { run: { runId: canary } },
      { chunk: 4_111_111_111 },
    ];
    for (const body of bodies) await http('/ingest/runs', { key: key.secret, body });
    await flushRequests(systemContext('test'));
    const rows = await db.requestLog.findMany({ where: { keyId: key.id }, orderBy: { id: 'desc' }, take: 4 });
    expect(rows.map(({ runId, chunk }) => [runId, chunk])).toEqual(bodies.map(() => [null, null]));
    expect(JSON.stringify(rows)).not.toMatch(/DE8937|4111/);
  });

  it('comes page by page without holes, and only of this very key', async () => {
    const other = await makeKey(migration, { scopes: ['ingest'], now });
    const ids: string[] = [];
    for (let i = 0; i < 7; i += 1) {
      const { runId } = count();
      ids.unshift(runId);
      const body = i % 2 === 0 ? count({ runId }) : count({ runId, durationMs: -1 });
      await http('/ingest/runs', { key: other.secret, body });
    }
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await asked(`?call=ingest.submitRun&limit=3&cursor=${cursor}`, other.secret);
      found.push(...page.items.map(({ runId }) => runId ?? ''));
      cursor = page.nextCursor;
    }
    expect(found).toEqual(ids);
    const refused = await asked('?status=400', other.secret);
    expect(refused.items.map(({ runId }) => runId)).toEqual([ids[1], ids[3], ids[5]]);
    const taken = await asked('?call=ingest.submitRun&outcome=taken', other.secret);
    expect(taken.items).toHaveLength(4);
    expect((await asked(`?runId=${ids[0]}`)).items).toEqual([]);
    const { requestId } = refused.items[0] ?? { requestId: newId() };
    expect((await http(`/ingest/requests/${requestId}`, { key: key.secret })).status).toBe(404);
    const reader = await makeKey(migration, { scopes: ['read'], now });
    expect((await http('/ingest/requests', { key: reader.secret })).status).toBe(403);
    expect((await http('/ingest/requests?payloadHash=abc', { key: key.secret })).status).toBe(400);
  });
});

it('people see the calls of all keys, filtered by key and time', async () => {
  const lead = as(migration.lead, now).agent;
  const given = { migrationId: migration.id };
  const all = await lead.requests({ ...given, limit: 200 });
  expect(new Set(all.items.map(({ keyId }) => keyId)).size).toBeGreaterThan(1);
  const mine = await lead.requests({ ...given, keyId: key.id, limit: 200 });
  expect(mine.items.length).toBeGreaterThan(0);
  expect(mine.items.every(({ keyId }) => keyId === key.id)).toBe(true);
  const middle = mine.items[2]?.at ?? '';
  const from = await lead.requests({ ...given, keyId: key.id, from: middle, limit: 200 });
  const to = await lead.requests({ ...given, keyId: key.id, to: middle, limit: 200 });
  expect([from.items.length + to.items.length, from.items.at(-1)?.at]).toEqual([mine.items.length, middle]);
});
