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
    const half = secret.split('_')[2] ?? 'none';
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
