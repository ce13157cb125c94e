import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from './db.ts';
import { listProcedures } from './procedures.ts';
import { http, signedIn, trpcHttp } from './testing/call.ts';
import { placeOf } from './testing/call-entry-point.ts';
import { dumpDatabase } from './testing/dump.ts';
import { type MadeMigration, makeKey, makeMigration } from './testing/factory.ts';
import { migrationFieldOf, rowOf } from './testing/permission-inputs.ts';

/** Every mutation × both entry points × wherever a call may come from and whatever it may call itself, with the cookie of somebody who may. */
let migration: MadeMigration;
let cookie: string;
let secret: string;

beforeAll(async () => {
  migration = await makeMigration();
  await db.user.update({ where: { id: migration.lead.id }, data: { isAdmin: true } });
  secret = (await makeKey(migration, { now: () => new Date() })).secret;
});

// One of the calls ends them all.
beforeEach(async () => {
  cookie = (await signedIn(migration.lead.id)).cookie ?? '';
});

const FOREIGN = 'Calls that change something must come from this site, or bring a key.';
const NO_JSON = 'The content type must be application/json.';
const OWN = { 'sec-fetch-site': 'same-origin' };

/** As browsers say where a call comes from, and as nobody honest would. */
const foreign: Record<string, Record<string, string>> = {
  'nothing at all': {},
  'another site': { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  'another site that says our origin': { 'sec-fetch-site': 'cross-site', origin: 'http://parallax.test' },
  'another name or port of ours': { 'sec-fetch-site': 'same-site', origin: 'http://evil.parallax.test' },
  'the address bar': { 'sec-fetch-site': 'none' },
  'a word nobody knows': { 'sec-fetch-site': 'same-origin-ish', origin: 'http://parallax.test' },
  'an old browser on another site': { origin: 'https://evil.example' },
  'an old browser on another port': { origin: 'http://parallax.test:81' },
  'an old browser on a name that begins like ours': { origin: 'http://parallax.test.evil.example' },
  'a sandboxed frame': { origin: 'null' },
  'a page in a file': { origin: 'file://' },
  'another site through a proxy that believes it': {
    origin: 'https://evil.example',
    'x-forwarded-host': 'evil.example',
  },
  'another site that names itself in Forwarded': { origin: 'https://evil.example', forwarded: 'host=evil.example' },
};

/** The three that a form can send without asking, and what is not JSON either. Null: no content type at all. */
const types: readonly (string | null)[] = [
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/plain; charset=utf-8',
  'text/plain; application/json',
  'text/json',
  'application/jsonp',
  'application/octet-stream',
  '',
  null,
];

type Answer = { status: number; text: string };
type Send = (body: string, headers: Record<string, string>, type: string | null) => Promise<Answer>;

const mutations = listProcedures().filter(({ type }) => type === 'mutation');
const reads = new Set(listProcedures().flatMap(({ meta }) => (meta?.http?.method === 'GET' ? [meta.http.path] : [])));
const calls = mutations.flatMap((procedure) => {
  const field = migrationFieldOf(procedure);
  const input = () => ({ ...(field === null ? {} : { migrationId: migration.id }), ...rowOf(procedure.call).input });
  const through =
    (entryPoint: typeof http, path: () => string): Send =>
    async (body, headers, type) => {
      // A Blob without a type sends none; a string would be called text/plain.
      const raw = type === null ? new Blob([body]) : body;
      const typed: Record<string, string> = type === null ? {} : { 'content-type': type };
      const answer = await entryPoint(path(), { raw, headers: { ...headers, ...typed }, untyped: type === null });
      return { status: answer.status, text: JSON.stringify(answer.body) };
    };
  const overTrpc = [`${procedure.call} over trpc`, input, through(trpcHttp, () => procedure.call)] as const;
  const hasPlace = procedure.meta?.http !== undefined;
  const overHttp = [`${procedure.call} over http`, input, through(http, () => placeOf(procedure, input())[0])] as const;
  return hasPlace ? [overTrpc, overHttp] : [overTrpc];
});

describe.each(calls)('%s', (_, input, send) => {
  it('refuses every foreign origin and every other content type, and nothing has changed', {
    timeout: 60_000,
  }, async () => {
    const body = JSON.stringify(input());
    const before = await dumpDatabase();
    for (const [from, headers] of Object.entries(foreign)) {
      const answer = await send(body, { cookie, ...headers }, 'application/json');
      expect([from, answer.status, answer.text.includes(FOREIGN)]).toEqual([from, 403, true]);
    }
    for (const type of types) {
      const answer = await send(body, { cookie, ...OWN }, type);
      expect([type, answer.status, answer.text.includes(NO_JSON)]).toEqual([type, 400, true]);
    }
    expect(await dumpDatabase()).toBe(before);
  });

  it('is let through from our own page, so that it is the origin that was refused', async () => {
    const body = JSON.stringify(input());
    const own: Record<string, string>[] = [
      OWN,
      { origin: 'http://parallax.test', host: 'parallax.test' },
      { origin: 'http://localhost:3000' },
    ];
    for (const headers of own) {
      const fresh = (await signedIn(migration.lead.id)).cookie ?? '';
      const answer = await send(body, { cookie: fresh, ...headers }, 'application/json; charset=utf-8');
      expect(answer.text).not.toContain(FOREIGN);
      expect(answer.text).not.toContain(NO_JSON);
      expect(answer.status).not.toBe(401);
    }
  });
});

describe('a GET', () => {
  it.each(mutations.map((procedure) => [procedure.call, procedure] as const))('runs no %s', async (call, procedure) => {
    const field = migrationFieldOf(procedure);
    const input = { ...(field === null ? {} : { migrationId: migration.id }), ...rowOf(call).input };
    const one = encodeURIComponent(JSON.stringify(input));
    const batch = encodeURIComponent(JSON.stringify({ 0: {}, 1: input }));
    const before = await dumpDatabase();
    expect((await trpcHttp(`${call}?input=${one}`, { headers: { cookie, ...OWN } })).status).toBe(405);
    // Beside a harmless read, in one batch.
    const mixed = await trpcHttp(`me.get,${call}?batch=1&input=${batch}`, { headers: { cookie, ...OWN } });
    expect([mixed.status, JSON.stringify(mixed.body)]).toEqual([400, expect.stringContaining('Cannot mix')]);
    const alike = await trpcHttp(`${call},${call}?batch=1&input=${batch}`, { headers: { cookie, ...OWN } });
    expect([alike.status, JSON.stringify(alike.body)]).toEqual([405, expect.stringContaining('METHOD_NOT_SUPPORTED')]);
    const path = procedure.meta?.http && placeOf(procedure, input)[0];
    // Where the place can be read too, it is the read that answers, or misses its parameters.
    const place = procedure.meta?.http?.path;
    const isRead = place !== undefined && reads.has(place);
    if (path) expect((await http(path, { headers: { cookie, ...OWN } })).status).toBe(isRead ? 400 : 404);
    expect(await dumpDatabase()).toBe(before);
  });
});

it('a batch of mutations is refused whole from elsewhere', async () => {
  const input = { migrationId: migration.id, name: 'k', scopes: ['read'] };
  const body = { 0: input, 1: input };
  const keys = await db.apiKey.count();
  const foreignBatch = await trpcHttp('key.create,key.create?batch=1', {
    body,
    headers: { cookie, ...foreign['another site'] },
  });
  expect(foreignBatch.status).toBe(403);
  expect(await db.apiKey.count()).toBe(keys);
});

it.each(['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])('%s reaches no mutation', async (method) => {
  const options = { method, headers: { cookie, ...OWN, 'x-http-method-override': 'POST' } };
  expect((await trpcHttp('session.endAll', options)).status).toBe(400);
  expect((await http('/plan/datasets', options)).status).toBe(404);
});

it.each(calls)('a key opens no way around the content type: %s', async (_, input, send) => {
  for (const type of types) {
    const answer = await send(JSON.stringify(input()), { authorization: `Bearer ${secret}` }, type);
    expect([type, answer.status, answer.text.includes(NO_JSON)]).toEqual([type, 400, true]);
  }
});
