import { gzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { systemContext } from '../context.ts';
import { db } from '../db.ts';
import { flushRequests } from '../request-log/note-request.ts';
import { http, signedIn, trpcHttp } from '../testing/call.ts';
import { type MadeKey, type MadeMigration, makeKey, makeMigration } from '../testing/factory.ts';
import { BODY_LIMIT_BYTES } from './body-limit.ts';
import { BURST, PER_SECOND, takeFromKey } from './key-limit.ts';

const now = () => new Date();
const datasets = [{ name: 'payouts', legacyRef: 'PAYOUT', targetRef: 'payouts' }];
const call = '/plan/datasets';

let migration: MadeMigration;
let key: MadeKey;
beforeAll(async () => {
  migration = await makeMigration({ now });
  key = await makeKey(migration, { now });
});

const logged = async (keyId = key.id) => {
  await flushRequests(systemContext('test'));
  return await db.requestLog.findMany({ where: { keyId }, orderBy: { id: 'asc' } });
};

describe('the HTTP entry point', () => {
  it('answers a key, and the same again to the same call', async () => {
    const first = await http(call, { key: key.secret, body: { datasets } });
    expect(first).toMatchObject({ status: 200, body: { planVersion: 2, datasets: [{ name: 'payouts' }] } });
    const again = await http(call, { key: key.secret, body: { datasets } });
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(first.headers.get('x-limit-body-bytes')).toBe(String(BODY_LIMIT_BYTES));
    expect(Number(first.headers.get('ratelimit-remaining'))).toBeGreaterThan(0);
    expect(await http('/migration', { key: key.secret })).toMatchObject({
      status: 200,
      body: { migration: { slug: migration.slug } },
    });
  });

  it('says 401 without a key, with a wrong one, and never falls back from a key to a cookie', async () => {
    const cookie = await signedIn(migration.lead.id);
    for (const options of [{}, { key: 'plx_0123456789ab_wrong' }, { key: 'x', headers: cookie }]) {
      const answer = await http('/migration', options);
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED', problems: [] } } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('says 403 to a key without the scope, 404 to what is not there', async () => {
    const reader = await makeKey(migration, { scopes: ['read'], now });
    expect(await http(call, { key: reader.secret, body: { datasets } })).toMatchObject({
      status: 403,
      body: { error: { code: 'FORBIDDEN' } },
    });
    for (const path of ['/nothing', '/plan/nothing', '/plan/datasets/x']) {
      expect((await http(path, { key: key.secret })).status, path).toBe(404);
    }
    const other = await makeMigration({ now });
    expect((await http(`/migration?slug=${other.slug}`, { key: key.secret })).status).toBe(404);
  });

  it('says 400 with every problem of a malformed body at once', async () => {
    const answer = await http(call, {
      key: key.secret,
      body: { datasets: [{ name: '', legacyRef: 5, wave: '1' }], more: 1 },
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: { code: 'BAD_REQUEST', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    const { error } = answer.body as { error: { problems: { pointer: string }[] } };
    expect(error.problems.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/datasets/0/legacyRef',
      '/datasets/0/name',
      '/datasets/0/targetRef',
      '/datasets/0/wave',
      '/more',
    ]);
  });

  it('says 422 when a well-formed body does not add up', async () => {
    const answer = await http(call, { key: key.secret, body: { datasets: [...datasets, ...datasets] } });
    expect(answer).toMatchObject({
      status: 422,
      body: { error: { code: 'UNPROCESSABLE', problems: [{ pointer: '/datasets/1/name' }] } },
    });
  });

  it.each([
    ['no JSON', '{"datasets": [', {}],
    ['NaN', '{"datasets": [NaN]}', {}],
    ['a list', '[]', {}],
    ['nothing', '', {}],
    ['broken UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}],
    ['a form', 'datasets=1', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a multipart form', '--x', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['no gzip', 'plain', { 'content-encoding': 'gzip' }],
    ['another encoding', 'plain', { 'content-encoding': 'br' }],
  ])('says 400 to %s', async (_, raw, headers) => {
    const answer = await http(call, { key: key.secret, raw, headers });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'BAD_REQUEST' } } });
  });

  it('takes gzip, and stops at the limit of what arrives and of what it unpacks to', async () => {
    const zipped = (text: string) => new Uint8Array(gzipSync(text));
    const gzip = { 'content-encoding': 'gzip' };
    expect(
      (await http(call, { key: key.secret, raw: zipped(JSON.stringify({ datasets })), headers: gzip })).status,
    ).toBe(200);
    const bomb = zipped(`{"a":"${'0'.repeat(200 * 1_024 * 1_024)}"}`);
    expect(bomb.byteLength).toBeLessThan(300_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await http(call, { key: key.secret, raw: bomb, headers: gzip })).toMatchObject({
      status: 413,
      body: { error: { code: 'TOO_LARGE' } },
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1_024 * 1_024);
    const big = `"${'x'.repeat(BODY_LIMIT_BYTES)}"`;
    expect((await http(call, { key: key.secret, raw: big })).status).toBe(413);
    const streamed = new Blob([big]).stream();
    expect((await http(call, { key: key.secret, raw: streamed })).status).toBe(413);
  });

  it('says 429 with Retry-After to a key that runs wild, and to no other', async () => {
    const wild = await makeKey(migration, { now });
    // Everything of the next minute is used up: however slow this machine is, nothing flows back meanwhile.
    const ahead = performance.now() + 60_000;
    for (let i = 0; i < BURST; i += 1) takeFromKey(wild.id, ahead);
    const refused = await http('/nothing', { key: wild.secret });
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'TOO_MANY_REQUESTS' } } });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await http('/migration', { key: key.secret })).status).toBe(200);
  });
});

test('a key has a burst, then a rate, and no more for having been quiet long', () => {
  const take = (calls: number, atMs: number) => {
    let taken = 0;
    for (let i = 0; i < calls; i += 1) {
      try {
        takeFromKey('test', atMs);
        taken += 1;
      } catch {}
    }
    return taken;
  };
  expect(take(BURST + 10, 0)).toBe(BURST);
  expect(take(BURST, 1_000)).toBe(PER_SECOND);
  expect(take(BURST * 2, 3_600_000)).toBe(BURST);
});

describe('the request log', () => {
  beforeEach(async () => {
    key = await makeKey(migration, { now });
  });

  it('keeps each call of a key: what, how it went, how large, its hash, and never a value', async () => {
    await http(call, { key: key.secret, body: { datasets } });
    await http(call, { key: key.secret, body: { datasets: [{ name: 'secret-value-7', wave: 'x' }] } });
    await http(call, { key: key.secret, raw: '{"secret-value-7"' });
    const rows = await logged();
    expect(rows.map(({ call: name, status }) => [name, status])).toEqual([
      ['dataset.declare', 200],
      ['dataset.declare', 400],
      ['dataset.declare', 400],
    ]);
    expect(rows[0]?.payloadHash).toMatch(/^[0-9a-f]{64}$/);
    expect(rows[1]).toMatchObject({
      keyName: 'agent',
      problems: expect.arrayContaining([expect.objectContaining({ pointer: '/datasets/0/wave' })]),
    });
    expect(rows[2]?.problems).toEqual([{ pointer: '', message: 'is not valid JSON' }]);
    expect(JSON.stringify(rows)).not.toContain('secret-value-7');
    expect(rows.every(({ bytes }) => bytes > 0)).toBe(true);
  });
});

describe('the tRPC entry point', () => {
  const input = { migrationId: '' };
  beforeAll(() => {
    input.migrationId = migration.id;
  });

  it('answers our own pages and keys', async () => {
    const own = await signedIn(migration.lead.id);
    const url = `domain.list?input=${encodeURIComponent(JSON.stringify(input))}`;
    expect(await trpcHttp(url, { headers: own })).toMatchObject({
      status: 200,
      body: { result: { data: [{ name: 'default' }] } },
    });
    expect((await trpcHttp(url, { key: key.secret })).status).toBe(200);
    expect(await trpcHttp(url)).toMatchObject({
      status: 401,
      body: { error: { data: { code: 'UNAUTHORIZED', problems: [] } } },
    });
  });

  it('refuses what changes something from elsewhere, from nowhere, or as a form', async () => {
    const { cookie } = await signedIn(migration.lead.id);
    const body = { ...input, name: 'k', scopes: ['read'] };
    const keys = await db.apiKey.count();
    const elsewhere: Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ];
    for (const headers of elsewhere) {
      const answer = await trpcHttp('key.create', { body, headers: { cookie: cookie ?? '', ...headers } });
      const refusal = { error: { message: expect.stringContaining('from this site'), data: { code: 'FORBIDDEN' } } };
      expect(answer, JSON.stringify(headers)).toMatchObject({ status: 403, body: refusal });
    }
    const own = await signedIn(migration.lead.id);
    for (const type of [
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'text/plain',
      'application/octet-stream',
    ]) {
      expect(
        (await trpcHttp('key.create', { raw: JSON.stringify(body), headers: { ...own, 'content-type': type } })).status,
      ).toBe(400);
    }
    expect(await db.apiKey.count()).toBe(keys);
    expect(
      (
        await trpcHttp('key.create', {
          body,
          headers: { cookie: cookie ?? '', origin: 'http://parallax.test', host: 'parallax.test' },
        })
      ).status,
    ).toBe(200);
    expect((await trpcHttp('key.create', { body, headers: own })).status).toBe(200);
    expect(
      (await trpcHttp(`key.create?input=${encodeURIComponent(JSON.stringify(body))}`, { headers: own })).status,
    ).toBe(405);
  });

  it('shows no message of an error that nobody expected, but the id under which it is logged', async () => {
    const own = await signedIn(migration.lead.id);
    await db.$executeRaw`ALTER TABLE domain RENAME TO domain_away`;
    try {
      const answer = await trpcHttp(`domain.list?input=${encodeURIComponent(JSON.stringify(input))}`, { headers: own });
      expect(answer).toMatchObject({
        status: 500,
        body: { error: { data: { code: 'INTERNAL_SERVER_ERROR', requestId: answer.headers.get('x-request-id') } } },
      });
      expect(JSON.stringify(answer.body)).not.toMatch(/domain"|relation|prisma|stack/i);
    } finally {
      await db.$executeRaw`ALTER TABLE domain_away RENAME TO domain`;
    }
  });

  it('has an input for every mutation', async () => {
    const { listProcedures } = await import('../procedures.ts');
    expect(listProcedures().filter(({ type, input: schema }) => type === 'mutation' && !schema)).toEqual([]);
  });
});
