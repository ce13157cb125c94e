import { describe, expect, it } from 'vitest';
import { db } from '../db.ts';
import { as, nobody } from '../testing/call.ts';
import { at, makeMember, makeMigration, makeUser } from '../testing/factory.ts';

const tokenOf = (link: string | null) => new URL(link ?? '').searchParams.get('token') ?? '';
const password = 'correct horse battery';

const actionsOf = async (migrationId: string) =>
  (await db.auditEntry.findMany({ where: { migrationId }, orderBy: { id: 'asc' } })).map(({ action }) => action);

describe('members', () => {
  it('are invited by a link that works once', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const email = 'Grace@Example.org';
    const { link } = await as(lead).member.invite({ migrationId, email, role: 'auditor' });
    const token = tokenOf(link);
    expect(await as(nobody).setup.findInvite({ token })).toEqual({
      purpose: 'invite',
      email: 'grace@example.org',
      role: 'auditor',
      migrationName: 'Payouts',
    });
    const person = { token, name: 'Grace', email, password };
    await expect(as(nobody).setup.acceptInvite({ ...person, email: 'else@example.org' })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
    });
    const both = await Promise.allSettled([
      as(nobody).setup.acceptInvite(person),
      as(nobody).setup.acceptInvite(person),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await as(lead).member.list({ migrationId })).toMatchObject([
      { role: 'lead' },
      { name: 'Grace', role: 'auditor' },
    ]);
    expect(await as(nobody).setup.findInvite({ token })).toBeNull();
    expect(await actionsOf(migrationId)).toEqual(['migration.created', 'member.invited', 'user.created']);
    expect(JSON.stringify(await db.auditEntry.findMany())).not.toContain(token);
  });

  it('cannot use a link after a week', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const { link } = await as(lead, at('2026-03-02T09:00:00Z')).member.invite({
      migrationId,
      email: 'l@example.org',
      role: 'bi',
    });
    const late = as(nobody, at('2026-03-09T09:00:01Z'));
    const person = { token: tokenOf(link), name: 'L', email: 'l@example.org', password };
    await expect(late.setup.acceptInvite(person)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('who have an account are added at once, and only once', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const { email } = await makeUser();
    expect(await as(lead).member.invite({ migrationId, email, role: 'finance' })).toEqual({ link: null });
    await expect(as(lead).member.invite({ migrationId, email, role: 'bi' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(await actionsOf(migrationId)).toEqual(['migration.created', 'member.added']);
  });

  it('lose every right with the next call', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const member = await makeMember(migrationId, 'engineer');
    await as(member).domain.list({ migrationId });
    await as(lead).member.changeRole({ migrationId, userId: member.id, role: 'stakeholder' });
    await expect(as(member).key.list({ migrationId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await as(lead).member.remove({ migrationId, userId: member.id });
    await expect(as(member).domain.list({ migrationId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(as(lead).member.remove({ migrationId, userId: member.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('never leave a migration without a lead, not even two at once', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const second = await makeMember(migrationId, 'lead');
    const each = await Promise.allSettled([
      as(lead).member.remove({ migrationId, userId: second.id }),
      as(second).member.changeRole({ migrationId, userId: lead.id, role: 'bi' }),
    ]);
    expect(each.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await db.membership.count({ where: { migrationId, role: 'lead' } })).toBe(1);
  });

  it('an administrator sees a migration after joining it, which its audit trail shows', async () => {
    const { id: migrationId, slug } = await makeMigration();
    const admin = await makeUser({ isAdmin: true });
    expect((await as(admin).migration.listAll({})).map((head) => head.slug)).toContain(slug);
    await expect(as(admin).migration.get({ slug })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await as(admin).member.join({ migrationId, role: 'auditor' });
    expect((await as(admin).migration.get({ slug })).role).toBe('auditor');
    expect((await as(admin).me.get({})).memberships).toMatchObject([{ slug, role: 'auditor' }]);
    expect(await actionsOf(migrationId)).toEqual(['migration.created', 'member.joined_as_administrator']);
  });
});
