import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { auditContentSchema } from '#core/audit/schema.ts';
import { AppError } from '#core/errors.ts';
import { sha256 } from './canonical.ts';
import { command } from './command.ts';
import { createContext, systemContext } from './context.ts';
import { db } from './db.ts';
import { newId } from './new-id.ts';
import { OK, okSchema } from './ok.ts';
import { query } from './query.ts';
import { at, makeKey, makeMember, makeMigration, makeUser } from './testing/factory.ts';

const input = z.strictObject({ migrationId: z.guid().optional(), name: z.string().min(1) });

const addDomain = command(
  { can: 'plan.edit', input, output: okSchema, audit: 'domain.added' },
  async (tx, ctx, { name }) => {
    const id = newId();
    await tx.domain.create({ data: { id, migrationId: ctx.migrationId, name } });
    if (name === 'bad') throw new AppError('UNPROCESSABLE', 'no');
    return {
      result: OK,
      change: { subject: { type: 'domain', id, name }, after: { name } },
      emit: [{ topic: 'plan', ids: [id] }],
    };
  },
);

const domainNames = query(
  { can: 'migration.read', input: z.strictObject({ migrationId: z.guid().optional() }), output: z.array(z.string()) },
  // No `where`: what is not to be seen must not be seen all the same.
  async (tx) => (await tx.domain.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name),
);

const entriesOf = async (migrationId: string) =>
  await db.auditEntry.findMany({ where: { migrationId, action: 'domain.added' } });

describe('command', () => {
  it('writes the change, its audit entry and its outbox event together', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const ctx = createContext({ actor: lead, now: at('2026-03-05T10:00:00Z') });
    expect(await addDomain(ctx, { migrationId, name: 'payouts' })).toEqual({ ok: true });

    const [entry] = await entriesOf(migrationId);
    expect(sha256(entry?.content ?? '')).toBe(entry?.hash);
    expect(auditContentSchema.parse(JSON.parse(entry?.content ?? ''))).toMatchObject({
      migrationId,
      at: '2026-03-05T10:00:00.000Z',
      actor: { type: 'user', id: lead.id, name: 'Lea' },
      action: 'domain.added',
      subject: { type: 'domain', name: 'payouts' },
      after: { name: 'payouts' },
      requestId: ctx.requestId,
    });
    expect(await db.auditPending.count({ where: { entryId: entry?.id } })).toBe(1);
    expect(await db.outboxEvent.findFirst({ where: { migrationId }, orderBy: { id: 'desc' } })).toMatchObject({
      topic: 'plan',
    });
  });

  it('leaves nothing behind when it throws', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const events = await db.outboxEvent.count();
    await expect(addDomain(createContext({ actor: lead }), { migrationId, name: 'bad' })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
    });
    expect(await db.domain.count({ where: { migrationId } })).toBe(0);
    expect(await entriesOf(migrationId)).toEqual([]);
    expect(await db.outboxEvent.count()).toBe(events);
  });

  it('refuses whoever may not: another role, no member, nobody, a key without the scope', async () => {
    const migration = await makeMigration();
    const { id: migrationId } = migration;
    const { actor: reader } = await makeKey(migration, { scopes: ['read'] });
    const refused = [
      [await makeMember(migrationId, 'engineer'), 'FORBIDDEN'],
      [await makeUser({ isAdmin: true }), 'NOT_FOUND'],
      [{ type: 'nobody' as const }, 'UNAUTHENTICATED'],
      [reader, 'FORBIDDEN'],
    ] as const;
    for (const [actor, code] of refused) {
      await expect(addDomain(createContext({ actor }), { migrationId, name: 'x' })).rejects.toMatchObject({ code });
    }
    expect(await db.domain.count({ where: { migrationId } })).toBe(0);
  });

  it('lets a key leave out its migration, and refuses it another one', async () => {
    const migration = await makeMigration();
    const other = await makeMigration();
    const { actor } = await makeKey(migration);
    await addDomain(createContext({ actor }), { name: 'by key' });
    expect(await db.domain.count({ where: { migrationId: migration.id } })).toBe(1);
    await expect(addDomain(createContext({ actor }), { migrationId: other.id, name: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(addDomain(createContext({ actor: migration.lead }), { name: 'x' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      problems: [{ pointer: '/migrationId' }],
    });
  });

  it('names every mistake of the input at once', async () => {
    const { lead } = await makeMigration();
    const wrong = { migrationId: 'no', name: '', more: 1 };
    const error = await addDomain(createContext({ actor: lead }), wrong).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'BAD_REQUEST' });
    const pointers = error instanceof AppError ? error.problems.map(({ pointer }) => pointer) : [];
    expect(pointers.toSorted()).toEqual(['/migrationId', '/more', '/name']);
  });

  it('is tried again when the database gives it up in favour of another', async () => {
    const { id: migrationId, lead } = await makeMigration();
    let tries = 0;
    const quarrel = command({ can: 'plan.edit', input, output: okSchema, audit: { none: 'test' } }, async (tx) => {
      tries += 1;
      if (tries < 3) await tx.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'give up' USING ERRCODE = '40001'; END $$`;
      return { result: OK };
    });
    await quarrel(createContext({ actor: lead }), { migrationId, name: 'x' });
    expect(tries).toBe(3);
  });

  it('joins the transaction of another command and comes back to its scope', async () => {
    const one = await makeMigration();
    const two = await makeMigration();
    const both = command(
      { can: 'plan.edit', input, output: z.array(z.string()), audit: { none: 'test' } },
      async (tx, ctx) => {
        await addDomain.within(tx, systemContext('test'), { migrationId: two.id, name: 'inner' });
        await addDomain.within(tx, ctx, { migrationId: one.id, name: 'outer' });
        return { result: (await tx.domain.findMany()).map(({ name }) => name) };
      },
    );
    const seen = await both(createContext({ actor: one.lead }), { migrationId: one.id, name: 'x' });
    expect(seen).toEqual(['outer']);
    expect(await entriesOf(two.id)).toHaveLength(1);
  });
});

describe('query', () => {
  it('sees one migration only, even without a where', async () => {
    const one = await makeMigration();
    const two = await makeMigration();
    for (const { id, lead } of [one, two])
      await addDomain(createContext({ actor: lead }), { migrationId: id, name: id });
    expect(await domainNames(createContext({ actor: one.lead }), { migrationId: one.id })).toEqual([one.id]);
    const { actor } = await makeKey(two);
    expect(await domainNames(createContext({ actor }), {})).toEqual([two.id]);
  });

  it('cannot write', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const sneaky = query({ can: 'plan.edit', input, output: okSchema }, async (tx, ctx, { name }) => {
      await tx.domain.create({ data: { id: newId(), migrationId: ctx.migrationId, name } });
      return OK;
    });
    await expect(sneaky(createContext({ actor: lead }), { migrationId, name: 'x' })).rejects.toThrow(/read-only/);
  });
});
