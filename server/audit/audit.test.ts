import { describe, expect, it } from 'vitest';
import { createContext, systemContext } from '../context.ts';
import { db } from '../db.ts';
import { sealAudit } from '../jobs/seal-audit.ts';
import { endAllSessions } from '../session/end-session.ts';
import { as } from '../testing/call.ts';
import { at, makeDatasets, makeKey, makeMember, makeMigration, makeUser } from '../testing/factory.ts';
import { INSTANCE_STREAM } from './stream-of.ts';

const seal = async () => await sealAudit(systemContext('sealer', { now: at() }), {});

/** What an administrator of the database could do, who switches the trigger off first. */
async function tamper(statement: string): Promise<void> {
  for (const table of ['audit_entry', 'audit_seal', 'audit_checkpoint']) {
    await db.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER append_only`);
  }
  await db.$executeRawUnsafe(statement);
  for (const table of ['audit_entry', 'audit_seal', 'audit_checkpoint']) {
    await db.$executeRawUnsafe(`ALTER TABLE ${table} ENABLE TRIGGER append_only`);
  }
}

/** Four entries: created, declared, two keys. */
async function makeAuditTrail() {
  const migration = await makeMigration();
  await makeDatasets(migration, [{ name: 'payouts' }]);
  await makeKey(migration);
  await seal();
  await makeKey(migration);
  return migration;
}

describe('the audit trail', () => {
  it('lists newest first, page by page, and verifies after it was sealed', async () => {
    const { id: migrationId, lead } = await makeAuditTrail();
    const caller = as(lead);
    expect(await caller.audit.verify({ migrationId })).toMatchObject({ ok: true, entries: 3, unsealed: 1 });
    expect((await seal()).sealed).toBe(1);

    const first = await caller.audit.list({ migrationId, limit: 3 });
    expect(first.items.map(({ action, seq }) => [action, seq])).toEqual([
      ['key.created', 4],
      ['key.created', 3],
      ['plan.declared', 2],
    ]);
    const rest = await caller.audit.list({ migrationId, limit: 3, cursor: first.nextCursor });
    expect(rest.items.map(({ action }) => action)).toEqual(['migration.created']);
    expect(rest.nextCursor).toBeNull();
    expect((await caller.audit.list({ migrationId, action: 'plan.declared' })).items).toHaveLength(1);

    const verified = await caller.audit.verify({ migrationId });
    expect(verified).toMatchObject({
      ok: true,
      entries: 4,
      checkpoints: 2,
      unsealed: 0,
      head: first.items[0]?.chainHash,
    });
  });

  it('is for leads and auditors, of this migration', async () => {
    const { id: migrationId } = await makeAuditTrail();
    const auditor = await makeMember(migrationId, 'auditor');
    expect((await as(auditor).audit.list({ migrationId })).items).toHaveLength(4);
    const engineer = await makeMember(migrationId, 'engineer');
    await expect(as(engineer).audit.list({ migrationId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each([
    [
      'changed content',
      (m: string) => `UPDATE audit_entry SET content = replace(content, 'agent', 'other') WHERE migration_id = '${m}'`,
      3,
    ],
    [
      'changed content with its hash',
      (m: string) => `UPDATE audit_entry SET content = c, hash = encode(sha256(c::bytea), 'hex')
        FROM (SELECT id AS x, replace(content, 'payouts', 'refunds') AS c FROM audit_entry) n
        WHERE x = id AND migration_id = '${m}' AND content <> c`,
      2,
    ],
    [
      'changed column beside the content',
      (m: string) => `UPDATE audit_entry SET action = 'x' WHERE migration_id = '${m}' AND action = 'plan.declared'`,
      2,
    ],
    [
      'deleted entry',
      (m: string) => `DELETE FROM audit_entry WHERE migration_id = '${m}' AND action = 'plan.declared'`,
      2,
    ],
    [
      'deleted entry with its seal',
      (m: string) =>
        `WITH gone AS (DELETE FROM audit_entry WHERE migration_id = '${m}' AND action = 'plan.declared' RETURNING id) DELETE FROM audit_seal USING gone WHERE entry_id = gone.id`,
      2,
    ],
    [
      'cut tail',
      (m: string) =>
        `WITH gone AS (DELETE FROM audit_seal WHERE migration_id = '${m}' AND seq > 2 RETURNING entry_id) DELETE FROM audit_entry USING gone WHERE id = entry_id`,
      3,
    ],
    [
      'forged checkpoint',
      (m: string) => `UPDATE audit_checkpoint SET head = repeat('0', 64) WHERE migration_id = '${m}' AND count = 4`,
      4,
    ],
    [
      'entry written past the sealer',
      (
        m: string,
      ) => `INSERT INTO audit_entry SELECT gen_random_uuid(), migration_id, at, action, actor_id, content, hash
        FROM audit_entry WHERE migration_id = '${m}' LIMIT 1`,
      5,
    ],
  ])('notices: %s', async (_, statement, place) => {
    const { id: migrationId, lead } = await makeAuditTrail();
    await seal();
    await tamper(statement(migrationId));
    const verified = await as(lead).audit.verify({ migrationId });
    expect(verified).toMatchObject({ ok: false, place });
    expect(verified.reason).toMatch(/\w+/);
  });

  it('has a chain for each migration and one for the instance', async () => {
    const one = await makeAuditTrail();
    await endAllSessions(createContext({ actor: one.lead }), {});
    await seal();
    const seals = await db.auditSeal.findMany({ where: { migrationId: one.id }, orderBy: { seq: 'asc' } });
    expect(seals.map(({ seq, stream }) => [Number(seq), stream])).toEqual([1, 2, 3, 4].map((seq) => [seq, one.id]));
    expect(await db.auditSeal.count({ where: { stream: INSTANCE_STREAM, migrationId: null } })).toBeGreaterThan(0);
    const admin = as(await makeUser({ isAdmin: true }));
    expect(await admin.audit.verifyInstance({})).toMatchObject({ ok: true, unsealed: 0 });
    const { items } = await admin.audit.listInstance({});
    expect(items).toMatchObject([{ action: 'session.all_ended', subject: { id: one.lead.id } }]);
    expect(await db.auditPending.count()).toBe(0);
  });

  it('is sealed by one sealer at a time, without gap or double number, while writers go on', async () => {
    const migration = await makeMigration();
    const writing = Array.from({ length: 20 }, async () => await makeKey(migration));
    const sealing = Array.from({ length: 20 }, async () => await seal());
    await Promise.all([...writing, ...sealing]);
    await seal();
    const seals = await db.auditSeal.findMany({ where: { stream: migration.id }, orderBy: { seq: 'asc' } });
    expect(seals.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
    expect(await as(migration.lead).audit.verify({ migrationId: migration.id })).toMatchObject({
      ok: true,
      entries: 21,
    });
  });
});
