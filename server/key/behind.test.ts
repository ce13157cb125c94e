import { describe, expect, it } from 'vitest';
import { getActor } from '../auth.ts';
import { systemContext } from '../context.ts';
import { db } from '../db.ts';
import { createRequestContext } from '../http/request-context.ts';
import { flushRequests } from '../request-log/note-request.ts';
import { as, http, trpcHttp } from '../testing/call.ts';
import { at, makeDatasets, makeMember, makeMigration } from '../testing/factory.ts';
import { createKey } from './create-key.ts';
import { EndedKeyError } from './ended-key-error.ts';

describe('the person behind a key', () => {
  const words = async (secret: string, now = at()) => {
    try {
      const actor = await getActor(new Headers({ authorization: `Bearer ${secret}` }), { now });
      return actor.type === 'agent' ? actor.scopes : null;
    } catch (error) {
      return error instanceof EndedKeyError ? error.why : String(error);
    }
  };

  async function keyOf(role: 'lead' | 'engineer', keyScopes: ('ingest' | 'control' | 'gate' | 'plan' | 'read')[]) {
    const migration = await makeMigration();
    const maker = await makeMember(migration.id, role);
    const made = await as(maker).key.create({ migrationId: migration.id, name: 'k', scopes: keyScopes });
    const list = async () => (await as(migration.lead).key.list({ migrationId: migration.id }))[0];
    return { migration, maker, secret: made.secret, id: made.key.id, list };
  }

  it('loses a right, and the key with them, scope by scope and on the next call', async () => {
    const { migration, maker, secret, list } = await keyOf('lead', ['ingest', 'plan', 'read']);
    const lead = as(migration.lead);
    expect(await words(secret)).toEqual(['ingest', 'plan', 'read']);
    await lead.member.changeRole({ migrationId: migration.id, userId: maker.id, role: 'engineer' });
    expect(await words(secret)).toEqual(['ingest']);
    const why =
      'Member lead, who stands behind this key, is engineer now, and may not give the scopes plan, read. ' +
      'Whoever holds these rights can adopt the key.';
    expect(await list()).toMatchObject({ state: 'active', withheld: { scopes: ['plan', 'read'], why } });
    const actor = await getActor(new Headers({ authorization: `Bearer ${secret}` }), { now: at() });
    await expect(as(actor).plan.get({ slug: migration.slug })).rejects.toThrow(`${why} (plan.read)`);
    await lead.member.changeRole({ migrationId: migration.id, userId: maker.id, role: 'finance' });
    expect(await words(secret)).toBe(
      'Member lead, who stands behind this key, is finance now, and may have no keys. Whoever holds these rights can adopt the key.',
    );
    expect(await list()).toMatchObject({ state: 'stopped' });
    await lead.member.changeRole({ migrationId: migration.id, userId: maker.id, role: 'lead' });
    expect(await words(secret)).toEqual(['ingest', 'plan', 'read']);
  });

  it('ends what is open for long, as soon as the key has lost anything', async () => {
    const { migration, maker, secret } = await keyOf('lead', ['ingest', 'read']);
    const opened = await createRequestContext(new Headers({ authorization: `Bearer ${secret}` }));
    expect(await opened.stillValid?.()).toBe(true);
    await as(migration.lead).member.changeRole({ migrationId: migration.id, userId: maker.id, role: 'engineer' });
    expect(await opened.stillValid?.()).toBe(false);
  });

  it('leaves, and the key is refused at both entry points and says why in the log', async () => {
    const now = () => new Date();
    const { migration, maker, secret, id } = await keyOf('lead', ['ingest', 'control', 'gate']);
    expect((await http('/control/config', { key: secret })).status).toBe(200);
    await as(migration.lead, now).member.remove({ migrationId: migration.id, userId: maker.id });
    for (const answer of [
      await http('/control/config', { key: secret }),
      await http('/ingest/heartbeat', { key: secret, body: {} }),
      await trpcHttp('gate.check', { headers: { authorization: `Bearer ${secret}` } }),
    ]) {
      expect(answer.status).toBe(401);
    }
    await flushRequests(systemContext('test'));
    const { items } = await as(migration.lead, now).agent.requests({ migrationId: migration.id, keyId: id, limit: 50 });
    expect(items.filter(({ status }) => status === 401).map(({ problems }) => problems[0]?.message)).toEqual([
      'Member lead, who stands behind this key, is no member of the migration any more. Whoever holds these rights can adopt the key.',
    ]);
  });

  it('may be another, who holds all of it and takes it over as it is', async () => {
    const { migration, maker, secret, id, list } = await keyOf('lead', ['ingest', 'plan']);
    const { id: migrationId } = migration;
    const engineer = await makeMember(migrationId, 'engineer');
    await as(migration.lead).member.remove({ migrationId, userId: maker.id });
    await expect(as(engineer).key.adopt({ migrationId, keyId: id })).rejects.toThrow(
      'This key has the scope plan, which your role does not give: somebody who holds it has to adopt the key.',
    );
    await as(migration.lead).key.adopt({ migrationId, keyId: id });
    expect(await words(secret)).toEqual(['ingest', 'plan']);
    expect(await list()).toMatchObject({ createdBy: 'Member lead', behind: 'Lea', state: 'active', withheld: null });
    await as(migration.lead).key.adopt({ migrationId, keyId: id });
    const entries = await db.auditEntry.count({ where: { migrationId, action: 'key.adopted' } });
    expect(entries).toBe(1);
    await as(migration.lead).key.revoke({ migrationId, keyId: id });
    await expect(as(migration.lead).key.adopt({ migrationId, keyId: id })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is who rotates it, with the same datasets', async () => {
    const migration = await makeMigration();
    const { id: migrationId, lead } = migration;
    const { payouts } = (await makeDatasets(migration, [{ name: 'payouts' }])).datasetIds;
    const maker = await makeMember(migrationId, 'lead');
    const given = { migrationId, name: 'k', scopes: ['ingest' as const], datasetIds: [payouts ?? ''] };
    const old = await as(maker).key.create(given);
    await as(lead).member.remove({ migrationId, userId: maker.id });
    const made = await as(lead).key.rotate({ migrationId, keyId: old.key.id, overlapMs: 60_000 });
    expect(made.key).toMatchObject({ behind: 'Lea', datasetIds: [payouts] });
    expect([await words(old.secret), await words(made.secret)]).toEqual([
      expect.stringContaining('no member'),
      ['ingest'],
    ]);
  });

  it('is nobody for a key that the server made, which keeps its rights', async () => {
    const migration = await makeMigration();
    const given = { migrationId: migration.id, name: 'k', scopes: ['plan' as const] };
    const { secret, key } = await createKey(systemContext('test', { now: at() }), given);
    expect(key).toMatchObject({ state: 'active', withheld: null });
    expect(await words(secret)).toEqual(['plan']);
  });
});
