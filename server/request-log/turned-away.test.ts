import { beforeAll, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { HOUR_MS } from '#core/time/units.ts';
import { createContext, systemContext } from '../context.ts';
import { db } from '../db.ts';
import { BURST, takeFromKey } from '../http/key-limit.ts';
import { EndedKeyError } from '../key/ended-key-error.ts';
import { as, http, trpcHttp } from '../testing/call.ts';
import { type MadeMigration, makeKey, makeMigration } from '../testing/factory.ts';
import { flushRequests } from './note-request.ts';
import { noteTurnedAway } from './note-turned-away.ts';

const now = () => new Date();

let migration: MadeMigration;
beforeAll(async () => {
  migration = await makeMigration({ now });
});

function drain(keyId: string, atMs: number): void {
  try {
    takeFromKey(keyId, atMs);
  } catch {}
}

async function logged(keyId: string) {
  await flushRequests(systemContext('test'));
  const { items } = await as(migration.lead, now).agent.requests({ migrationId: migration.id, keyId, limit: 200 });
  return items.map(({ call, status, outcome, problems }) => ({ call, status, outcome, said: problems[0]?.message }));
}

it('reports a key that was revoked or has expired, and not once for each time it is tried', async () => {
  const revoked = await makeKey(migration, { now });
  await as(migration.lead, now).key.revoke({ migrationId: migration.id, keyId: revoked.id });
  const today = now().toISOString().slice(0, 10);
  for (let i = 0; i < 20; i += 1) {
    const answer = await http('/ingest/heartbeat', { key: revoked.secret, body: {} });
    expect(answer).toMatchObject({
      status: 401,
      body: { error: { message: 'This key is unknown, expired, revoked or stopped.' } },
    });
  }
  expect(await logged(revoked.id)).toEqual([
    { call: 'ingest.heartbeat', status: 401, outcome: 'refused', said: `The key was revoked on ${today}.` },
  ]);

  const expired = await makeKey(migration, { now });
  await db.apiKey.updateMany({ where: { id: expired.id }, data: { expiresAt: new Date('2026-01-02T03:04:05Z') } });
  expect((await trpcHttp('gate.check', { headers: { authorization: `Bearer ${expired.secret}` } })).status).toBe(401);
  expect((await http('/nothing/of/ours', { key: expired.secret })).status).toBe(401);
  expect(await logged(expired.id)).toMatchObject([{ status: 401, said: 'The key expired on 2026-01-02.' }]);
});

it('reports a key over its limit, and of one whose scopes do not allow the call', async () => {
  const wild = await makeKey(migration, { now });
  for (let i = 0; i < 5; i += 1) {
    // Everything of the next minute is used up: however slow this machine is, nothing flows back meanwhile.
    const ahead = performance.now() + 60_000;
    for (let taken = 0; taken < BURST; taken += 1) drain(wild.id, ahead);
    expect((await http('/gate', { key: wild.secret })).status).toBe(429);
  }
  expect(await logged(wild.id)).toEqual([
    { call: 'gate.check', status: 429, outcome: 'refused', said: 'This key sends more than 200 calls a second.' },
  ]);
  const reader = await makeKey(migration, { scopes: ['read'], now });
  expect((await http('/control/config', { key: reader.secret })).status).toBe(403);
  expect(await logged(reader.id)).toMatchObject([{ status: 403, outcome: 'refused' }]);
});

it('says nothing of a key that nobody has, nor in the name of one whose secret is wrong', async () => {
  const key = await makeKey(migration, { now });
  await as(migration.lead, now).key.revoke({ migrationId: migration.id, keyId: key.id });
  await flushRequests(systemContext('test'));
  const before = await db.requestLog.count();
  const wrong = `${key.secret.slice(0, -4)}AAAA`;
  for (const secret of [wrong, `plx_000000000000_${'A'.repeat(43)}`, 'nonsense']) {
    expect((await http('/ingest/heartbeat', { key: secret, body: {} })).status).toBe(401);
  }
  await flushRequests(systemContext('test'));
  expect(await db.requestLog.count()).toBe(before);
});

it('writes again after an hour, and says how often it was tried meanwhile', async () => {
  const { actor, id } = await makeKey(migration, { now });
  const startMs = now().getTime();
  const error = new EndedKeyError(actor, 'The key was revoked on 2026-11-20.');
  const tried = async (ms: number, what: AppError = error) => {
    const ctx = createContext({ actor, now: () => new Date(startMs + ms) });
    await noteTurnedAway({ ...ctx, actor }, 'ingest.submitRun', what);
  };
  for (let i = 0; i < 1_000; i += 1) await tried(i);
  // Another answer is another line.
  await tried(1_000, new AppError('TOO_MANY_REQUESTS', 'too many'));
  await tried(HOUR_MS - 1);
  expect((await logged(id)).map(({ status }) => status)).toEqual([429, 401]);
  await tried(HOUR_MS);
  await tried(2 * HOUR_MS);
  expect((await logged(id)).map(({ said }) => said?.replace(/from .* UTC/, 'from then'))).toEqual([
    'The key was revoked on 2026-11-20.',
    'The key was revoked on 2026-11-20. In the hour from then 1,000 more calls got the same answer.',
    'too many',
    'The key was revoked on 2026-11-20.',
  ]);
});
