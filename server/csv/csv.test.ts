import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '../db.ts';
import { handleApi } from '../http/handle-api.ts';
import { listProcedures } from '../procedures.ts';
import { signedIn } from '../testing/call.ts';
import { type MadeMigration, makeDatasets, makeKey, makeMember, makeMigration } from '../testing/factory.ts';
import { makeShare } from '../testing/make-share.ts';
import { columnsOf } from './columns.ts';
import { csvLists } from './lists.ts';

const REQUESTS = 1_234;
let own: MadeMigration;
let lead: Record<string, string>;

beforeAll(async () => {
  own = await makeMigration();
  await makeDatasets(own, [{ name: '=cmd|calc', ownerTeam: 'a, "b"' }]);
  lead = await signedIn(own.lead.id);
  await fillRequests(own.id, REQUESTS);
});

async function fillRequests(migrationId: string, count: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO request_log (id, migration_id, at, key_id, key_name, call, status, outcome, bytes, problems, request_id)
    -- The list goes by id, as ids go by time: the last of these rows is on its last page.
    SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(100000 - n), 12, '0'))::uuid, ${migrationId}::uuid, now() - n * interval '1 second', gen_random_uuid(), 'key', 'ingest.submitRun',
           CASE WHEN n % 10 = 0 THEN 422 ELSE 200 END, CASE WHEN n % 10 = 0 THEN 'refused' ELSE 'taken' END, n, '[]', gen_random_uuid()
    FROM generate_series(1, ${count}) n`;
}

const get = (path: string, headers: Record<string, string>) =>
  handleApi(new Request(`http://parallax.test/api/v1/csv/${path}`, { headers }));
const linesOf = (text: string) => text.split('\r\n').slice(0, -1);

it('has columns for every list', () => {
  for (const [name, { call, at }] of csvLists) {
    const output = listProcedures().find((one) => one.call === call)?.output;
    expect([name, columnsOf(output, at).length > 0]).toEqual([name, true]);
  }
});

it('answers each list as CSV to a lead', { timeout: 120_000 }, async () => {
  for (const [name, { call }] of csvLists) {
    const input = listProcedures().find((one) => one.call === call)?.input;
    const shape = input && 'shape' in input ? Object.keys(input.shape ?? {}) : [];
    const query = shape.includes('slug')
      ? `slug=${own.slug}`
      : shape.includes('migrationId')
        ? `migrationId=${own.id}`
        : '';
    const answer = await get(`${name}?${query}`, lead);
    expect([name, answer.status, answer.headers.get('content-type')]).toEqual([
      name,
      200,
      'text/csv; charset=utf-8; header=present',
    ]);
    expect(linesOf(await answer.text()).length).toBeGreaterThan(0);
  }
});

it('reads every page, newest first, with the filters of the list', async () => {
  const all = linesOf(await (await get(`requests?migrationId=${own.id}`, lead)).text());
  expect(all.length).toBe(1 + REQUESTS);
  expect(new Set(all).size).toBe(1 + REQUESTS);
  expect(all[0]).toContain('call,status');
  const refused = linesOf(await (await get(`requests?migrationId=${own.id}&outcome=refused`, lead)).text());
  expect(refused.length).toBe(1 + Math.floor(REQUESTS / 10));
});

it('takes formulas out of text, quotes, and begins with a byte order mark where one is wanted', async () => {
  const plain = await (await get(`datasets?migrationId=${own.id}`, lead)).text();
  expect(plain).toContain(`,'=cmd|calc,`);
  expect(plain).toContain('"a, ""b"""');
  expect(plain.codePointAt(0)).not.toBe(0xfeff);
  const marked = new Uint8Array(await (await get(`datasets?migrationId=${own.id}&bom=true`, lead)).arrayBuffer());
  expect([...marked.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

describe('who may', () => {
  it('is who may see the list', async () => {
    const stakeholder = await signedIn((await makeMember(own.id, 'stakeholder')).id);
    expect((await get(`requests?migrationId=${own.id}`, stakeholder)).status).toBe(403);
    expect((await get(`audit?migrationId=${own.id}`, stakeholder)).status).toBe(403);
    expect((await get(`runs?migrationId=${own.id}`, stakeholder)).status).toBe(200);
    expect((await get(`runs?migrationId=${own.id}`, {})).status).toBe(401);
    const other = await makeMigration();
    expect((await get(`runs?migrationId=${other.id}`, lead)).status).toBe(404);
    const { secret } = await makeKey(own, { scopes: ['read'], now: () => new Date() });
    expect((await get('blockers', { authorization: `Bearer ${secret}` })).status).toBe(200);
  });

  it('a share link has what it shows, and no more', async () => {
    const headers = { authorization: `Bearer ${await makeShare(own, ['go_no_go'])}` };
    expect((await get('blockers', headers)).status).toBe(200);
    for (const name of ['plan-costs', 'runs', 'members', 'discrepancies']) {
      expect([name, (await get(`${name}?migrationId=${own.id}`, headers)).status]).not.toEqual([name, 200]);
    }
  });
});

it('says what it does not know, before a line is sent', async () => {
  const unknown = await get('nothing', lead);
  expect(unknown.status).toBe(404);
  expect(await unknown.text()).toContain('There is no list');
  expect((await get(`runs?migrationId=${own.id}&colour=red`, lead)).status).toBe(400);
});

it('keeps a page in memory, not the list', { timeout: 120_000 }, async () => {
  const answer = await get(`requests?migrationId=${own.id}`, lead);
  const reader = answer.body?.getReader();
  await reader?.read();
  await new Promise((resolve) => setTimeout(resolve, 300));
  // Nobody has read on, so the last row can still go: it was not fetched yet.
  await db.requestLog.deleteMany({ where: { migrationId: own.id, bytes: REQUESTS } });
  let rest = '';
  const decoder = new TextDecoder();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
    rest += decoder.decode(part.value);
  expect(linesOf(rest).some((line) => line.includes(`,${REQUESTS},`))).toBe(false);
  expect(linesOf(rest).some((line) => line.includes(`,${REQUESTS - 1},`))).toBe(true);
});
