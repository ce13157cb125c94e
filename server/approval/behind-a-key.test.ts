import { describe, expect, it } from 'vitest';
import type { Actor } from '../actor.ts';
import { db } from '../db.ts';
import { as } from '../testing/call.ts';
import { makeKey, makeMember, makeMigration } from '../testing/factory.ts';
import { day, invite } from '../testing/invite.ts';

describe('a second person behind a key', () => {
  const window = (name: string) => ({
    name,
    kind: 'maintenance' as const,
    from: '2026-09-01T00:00:00Z',
    to: '2026-09-02T00:00:00Z',
    reason: 'r',
  });

  async function enteredByKey() {
    const migration = await makeMigration();
    const key = await makeKey(migration, { scopes: ['plan'] });
    const { document } = await as(migration.lead).plan.get({ slug: migration.slug });
    const plan = as(key.actor, day(0)).plan;
    await plan.replace({ migrationId: migration.id, document: { ...document, calendar: [window('Move')] } });
    const approveWindow = (by: Actor, on = 0) =>
      as(by, day(on)).plan.approveWindow({ migrationId: migration.id, name: 'Move' });
    return { migration, approveWindow };
  }

  it('is neither who made the key nor anybody who could have used it', async () => {
    const { migration, approveWindow } = await enteredByKey();
    const other = await makeMember(migration.id, 'lead');
    const finance = await makeMember(migration.id, 'finance');
    await expect(approveWindow(migration.lead)).rejects.toThrow(/made with a key/);
    await expect(approveWindow(other)).rejects.toThrow(
      'This was made with a key, and anybody who may make such a change could have done so: who approves it holds no such ' +
        'permission (plan.edit), but you do. Somebody without it has to approve it.',
    );
    await approveWindow(finance);
    const mark = await db.planMark.findFirstOrThrow({ where: { migrationId: migration.id, status: 'approved' } });
    expect(mark.independence).toContain('It was made with a key, and Member finance may not make such changes.');
  });

  it('is nobody whom somebody holds in hand who could have used it, unless a third person vouches', async () => {
    const { migration, approveWindow } = await enteredByKey();
    const { id: migrationId } = migration;
    const other = await makeMember(migrationId, 'lead');
    const puppet = await invite(other, migrationId, 'finance', 0, 'Paul');
    await expect(approveWindow(puppet)).rejects.toThrow(
      /This was made with a key, which Member lead may have used, and Member lead invited Paul .*: one person could be both/,
    );
    const auditor = await makeMember(migrationId, 'auditor');
    await as(auditor, day(0)).member.vouch({ migrationId, userId: puppet.id, reason: 'We share an office.' });
    await approveWindow(puppet, 1);
  });

  it('is nobody who gave up that permission just now, and not the maker of the key in another role', async () => {
    const { migration, approveWindow } = await enteredByKey();
    const { id: migrationId, lead } = migration;
    const other = await makeMember(migrationId, 'lead');
    await as(other, day(0)).member.changeRole({ migrationId, userId: other.id, role: 'finance' });
    await expect(approveWindow(other, 1)).rejects.toThrow(
      /you held that permission \(plan.edit\) until 2 March 2026, as lead/,
    );
    await approveWindow(other, 30);
    const third = await makeMember(migrationId, 'lead');
    await as(third, day(0)).member.changeRole({ migrationId, userId: lead.id, role: 'finance' });
    await expect(approveWindow(lead, 31)).rejects.toThrow('Another person than the one who entered it');
  });
});
