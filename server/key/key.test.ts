import { describe, expect, it } from 'vitest';
import { getActor } from '../auth.ts';
import { db } from '../db.ts';
import { as } from '../testing/call.ts';
import { at, makeDatasets, makeKey, makeMember, makeMigration } from '../testing/factory.ts';

const actorOf = async (secret: string, now = at()) =>
  await getActor(new Headers({ authorization: `Bearer ${secret}` }), { now }).catch(
    (error: { code: string }) => error.code,
  );

describe('keys', () => {
  it('tell their secret once and are kept as a hash', async () => {
    const migration = await makeMigration();
    const { secret, id } = await makeKey(migration);
    expect(secret).toMatch(/^plx_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/);
    const [row] = await db.apiKey.findMany({ where: { id } });
    expect(row?.secretHash).toMatch(/^[0-9a-f]{64}$/);
    const half = secret.slice('plx_'.length + 13);
    for (const kept of [await db.apiKey.findMany(), await db.auditEntry.findMany()]) {
      expect(JSON.stringify(kept)).not.toContain(half);
    }
    const [listed] = await as(migration.lead).key.list({ migrationId: migration.id });
    expect(secret.startsWith(`${listed?.prefix}_`)).toBe(true);
    expect(listed).toMatchObject({ state: 'active', createdBy: 'Lea', datasetIds: null });
  });

  it('are refused when wrong, expired or revoked, at once', async () => {
    const migration = await makeMigration();
    const { secret, id } = await makeKey(migration, { expiresAt: '2026-03-10T00:00:00Z' });
    expect(await actorOf(secret)).toMatchObject({ type: 'agent', keyId: id, migrationId: migration.id });
    expect(await actorOf(secret, at('2026-03-10T00:00:00Z'))).toBe('UNAUTHENTICATED');
    for (const wrong of [
      `${secret.slice(0, -1)}!`,
      secret.slice(0, -1),
      `${secret.slice(0, -3)}AAA`,
      'plx_',
      '',
      'Bearer',
    ]) {
      expect(await actorOf(wrong), wrong).toBe('UNAUTHENTICATED');
    }
    await as(migration.lead).key.revoke({ migrationId: migration.id, keyId: id });
    expect(await actorOf(secret)).toBe('UNAUTHENTICATED');
    const entries = async () =>
      await db.auditEntry.count({ where: { action: 'key.revoked', migrationId: migration.id } });
    await as(migration.lead).key.revoke({ migrationId: migration.id, keyId: id });
    expect(await entries()).toBe(1);
  });

  it('remember when they were used, to the minute', async () => {
    const migration = await makeMigration();
    const { secret, id } = await makeKey(migration);
    const usedAt = async () => (await db.apiKey.findMany({ where: { id } }))[0]?.lastUsedAt?.toISOString();
    await actorOf(secret, at('2026-03-03T10:00:00Z'));
    expect(await usedAt()).toBe('2026-03-03T10:00:00.000Z');
    await actorOf(secret, at('2026-03-03T10:00:59Z'));
    expect(await usedAt()).toBe('2026-03-03T10:00:00.000Z');
    await actorOf(secret, at('2026-03-03T10:01:00Z'));
    expect(await usedAt()).toBe('2026-03-03T10:01:00.000Z');
  });

  it('are made for datasets of their own migration, and not for the past', async () => {
    const migration = await makeMigration();
    const other = await makeMigration();
    const foreign = (await makeDatasets(other, [{ name: 'payouts' }])).datasetIds.payouts ?? '';
    const given = { migrationId: migration.id, name: 'k', scopes: ['ingest' as const] };
    const create = as(migration.lead).key.create;
    await expect(create({ ...given, datasetIds: [foreign] })).rejects.toMatchObject({
      cause: { problems: [{ pointer: '/datasetIds/0' }] },
    });
    await expect(create({ ...given, expiresAt: '2026-03-02T08:59:59Z' })).rejects.toMatchObject({
      cause: { problems: [{ pointer: '/expiresAt' }] },
    });
    await expect(as(migration.lead).key.revoke({ migrationId: migration.id, keyId: foreign })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('give nobody more rights than whoever makes them', async () => {
    const migration = await makeMigration();
    const engineer = await makeMember(migration.id, 'engineer');
    const given = { migrationId: migration.id, name: 'k' };
    await as(engineer).key.create({ ...given, scopes: ['ingest', 'control', 'gate'] });
    for (const scope of ['plan', 'read'] as const) {
      await expect(as(engineer).key.create({ ...given, scopes: ['ingest', scope] })).rejects.toMatchObject({
        code: 'UNPROCESSABLE_CONTENT',
        cause: { problems: [{ pointer: '/scopes/1' }] },
      });
    }
    await as(migration.lead).key.create({ ...given, scopes: ['plan', 'read'] });
  });
});

describe('rotation', () => {
  const HOUR = 3_600_000;

  it('makes a successor of the same rights; both hold until the overlap ends, then only the new one', async () => {
    const migration = await makeMigration();
    const { payouts } = (await makeDatasets(migration, [{ name: 'payouts' }])).datasetIds;
    const datasetIds = [payouts ?? ''];
    const old = await makeKey(migration, { name: 'Site 2', scopes: ['ingest', 'plan'], datasetIds });
    const rotate = as(migration.lead).key.rotate;
    const made = await rotate({ migrationId: migration.id, keyId: old.id, overlapMs: 24 * HOUR });
    expect(made.key).toMatchObject({ name: 'Site 2', scopes: ['ingest', 'plan'], datasetIds, expiresAt: null });
    for (const secret of [old.secret, made.secret]) {
      expect(await actorOf(secret, at('2026-03-03T08:59:59Z'))).toMatchObject({ type: 'agent', datasetIds });
    }
    expect(await actorOf(old.secret, at('2026-03-03T09:00:00Z'))).toBe('UNAUTHENTICATED');
    expect(await actorOf(made.secret, at('2026-03-03T09:00:00Z'))).toMatchObject({ keyId: made.key.id });
    const list = async (time: string) => await as(migration.lead, at(time)).key.list({ migrationId: migration.id });
    expect(await list('2026-03-03T08:59:59Z')).toMatchObject([
      { id: made.key.id, state: 'active', replacedById: null, handover: null, expiresSoon: false },
      {
        id: old.id,
        state: 'active',
        replacedById: made.key.id,
        replacedAt: '2026-03-02T09:00:00.000Z',
        expiresAt: '2026-03-03T09:00:00.000Z',
        handover: 'both',
        expiresSoon: false,
      },
    ]);
    expect((await list('2026-03-03T09:02:59Z'))[1]).toMatchObject({ state: 'expired', handover: 'both' });
    expect((await list('2026-03-03T09:03:00Z'))[1]).toMatchObject({ state: 'expired', handover: 'moved' });
    const entry = await db.auditEntry.findFirst({ where: { migrationId: migration.id, action: 'key.rotated' } });
    expect(JSON.stringify(entry)).toContain(made.key.prefix);
    expect(JSON.stringify(entry)).not.toContain(made.secret.slice(made.key.prefix.length + 1));
  });

  it('never lengthens the life of the old key, and may end it now', async () => {
    const migration = await makeMigration();
    const ending = await makeKey(migration, { expiresAt: '2026-03-02T10:00:00Z' });
    const { rotate, list } = as(migration.lead).key;
    await rotate({ migrationId: migration.id, keyId: ending.id, overlapMs: 24 * HOUR });
    expect((await list({ migrationId: migration.id })).at(-1)?.expiresAt).toBe('2026-03-02T10:00:00.000Z');
    const other = await makeKey(migration);
    const made = await rotate({ migrationId: migration.id, keyId: other.id, overlapMs: 0 });
    expect(await actorOf(other.secret)).toBe('UNAUTHENTICATED');
    expect(await actorOf(made.secret)).toMatchObject({ type: 'agent' });
  });

  it('happens once: of two at the same time one is refused, and no second successor stays behind', async () => {
    const migration = await makeMigration();
    const old = await makeKey(migration);
    const { rotate, list, revoke } = as(migration.lead).key;
    const given = { migrationId: migration.id, keyId: old.id, overlapMs: HOUR };
    const both = await Promise.allSettled([rotate(given), rotate(given)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(rotate(given)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await list({ migrationId: migration.id })).toHaveLength(2);
    await revoke({ migrationId: migration.id, keyId: old.id });
    expect(await actorOf(old.secret)).toBe('UNAUTHENTICATED');
    const gone = await makeKey(migration);
    await revoke({ migrationId: migration.id, keyId: gone.id });
    await expect(rotate({ ...given, keyId: gone.id })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('gives nobody the rights of a key that they could not have made', async () => {
    const migration = await makeMigration();
    const engineer = await makeMember(migration.id, 'engineer');
    const lead = await makeKey(migration, { scopes: ['ingest', 'read'] });
    const given = { migrationId: migration.id, overlapMs: 0 };
    await expect(as(engineer).key.rotate({ ...given, keyId: lead.id })).rejects.toMatchObject({
      cause: { problems: [{ pointer: '/scopes/1' }] },
    });
    expect(await actorOf(lead.secret)).toMatchObject({ type: 'agent' });
    const own = await makeKey(migration, { scopes: ['ingest'] });
    await as(engineer).key.rotate({ ...given, keyId: own.id });
    const other = await makeMigration();
    await expect(
      as(other.lead).key.rotate({ migrationId: other.id, keyId: lead.id, overlapMs: 0 }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('a key is listed a week before it expires, unless it has a successor', async () => {
  const migration = await makeMigration();
  const { id } = await makeKey(migration, { expiresAt: '2026-03-20T12:00:00Z' });
  const soon = async (time: string) =>
    (await as(migration.lead, at(time)).key.list({ migrationId: migration.id })).find((key) => key.id === id)
      ?.expiresSoon;
  expect(await soon('2026-03-13T11:59:59Z')).toBe(false);
  expect(await soon('2026-03-13T12:00:00Z')).toBe(true);
  expect(await soon('2026-03-20T12:00:00Z')).toBe(false);
  await as(migration.lead, at('2026-03-14T00:00:00Z')).key.rotate({
    migrationId: migration.id,
    keyId: id,
    overlapMs: 3 * 86_400_000,
  });
  expect(await soon('2026-03-14T12:00:00Z')).toBe(false);
});
