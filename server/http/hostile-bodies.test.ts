import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { http, trpcHttp } from '../testing/call.ts';
import { type MadeKey, makeKey, makeMigration } from '../testing/factory.ts';
import { MOST_LEVELS } from './refuse-deep-nesting.ts';

const now = () => new Date();
let key: MadeKey;
beforeAll(async () => {
  key = await makeKey(await makeMigration({ now }), { now });
});

const OPEN = 'setup.resetPassword';
const page = { 'sec-fetch-site': 'same-origin' };
const zipped = { ...page, 'content-encoding': 'gzip' };
const nested = (levels: number) => `{"token":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)},"password":"x"}`;
/** What arrives of it, and then nothing. */
const endless = () => new ReadableStream({ start: (to) => to.enqueue(new TextEncoder().encode('{"token":"')) });

describe('a stranger', () => {
  it('is refused a body that unpacks to more than they may send, before it is parsed', async () => {
    const raw = gzipSync(nested(4_000_000));
    expect(raw.byteLength).toBeLessThan(10_000);
    const startedMs = performance.now();
    expect(await trpcHttp(OPEN, { raw, headers: zipped })).toMatchObject({ status: 413 });
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    const long = { token: 'x', password: 'x'.repeat(70_000) };
    const refused = await trpcHttp(OPEN, { body: long, headers: page });
    expect(refused.status).toBe(413);
    expect(JSON.stringify(refused.body)).toContain('Sign in, or send a key, to send a longer one.');
    // Whose key is no good is refused for that, however long the body.
    expect(await trpcHttp(OPEN, { body: long, key: 'plx_0123456789ab_wrong' })).toMatchObject({ status: 401 });
  });

  it('is refused brackets in brackets', async () => {
    const words = `is nested deeper than ${MOST_LEVELS} levels at character ${9 + MOST_LEVELS}`;
    const answer = await trpcHttp(OPEN, { raw: nested(30_000), headers: page });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(words);
  });

  it('keeps nobody else waiting with bodies that never end', async () => {
    const waiting = Array.from({ length: 150 }, () => trpcHttp(OPEN, { raw: endless(), headers: page }));
    await new Promise((done) => setTimeout(done, 300));
    for (const _ of Array.from({ length: 5 })) {
      expect(await http('/migration', { key: key.secret })).toMatchObject({ status: 200 });
      const [heard] = await Promise.all([http('/ingest/heartbeat', { key: key.secret, body: {} })]);
      expect(heard.status).toBe(400);
    }
    const answers = await Promise.all(waiting);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(answers.every(({ headers }) => headers.get('retry-after') === '1')).toBe(true);
    // And their room is free again.
    expect(
      await trpcHttp(OPEN, { body: { token: 'x', password: 'long enough to pass' }, headers: page }),
    ).toMatchObject({
      status: 404,
    });
  }, 30_000);
});

describe('a key', () => {
  const send = (raw: string) => http('/plan/datasets', { key: key.secret, raw });

  it('is refused brackets in brackets, and nothing that only looks like it', async () => {
    expect(await send(`{"datasets":${'['.repeat(MOST_LEVELS)}`)).toMatchObject({
      status: 400,
      body: { error: { problems: [{ pointer: '', message: expect.stringContaining('nested deeper') }] } },
    });
    const text = String.raw`\"${'['.repeat(100)}\\`;
    const name = await send(`{"datasets":[{"name":"${text}","legacyRef":"a","targetRef":"b"}]}`);
    expect(JSON.stringify(name.body)).not.toContain('nested');
    const apart = await send(`{"datasets":[${Array.from({ length: 100 }, () => '{}').join(',')}]}`);
    expect(JSON.stringify(apart.body)).not.toContain('nested');
  });

  it.each(['1e400', '-1e400', '9'.repeat(400), '0.'.padEnd(400, '1')])(
    'is refused a number that is none here: %s',
    async (number) => {
      const bodies = [
        `{"datasets":[{"name":"a","legacyRef":"a","targetRef":"b","lagMs":${number}}]}`,
        `{"protocol":1,"points":[{"checkId":"${crypto.randomUUID()}","at":"2026-01-01T00:00:00Z","lag":{"p50Ms":${number},"p95Ms":1,"maxMs":1}}]}`,
      ];
      expect((await send(bodies[0] ?? '')).status).toBe(400);
      expect((await http('/ingest/metrics', { key: key.secret, raw: bodies[1] ?? '' })).status).toBe(400);
    },
  );
});
