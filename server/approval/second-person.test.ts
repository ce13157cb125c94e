import { describe, expect, it } from 'vitest';
import { readSnapshot } from '#core/decision/snapshot.ts';
import type { Actor } from '../actor.ts';
import { systemContext } from '../context.ts';
import { db } from '../db.ts';
import { createServerInvite } from '../setup/create-server-invite.ts';
import { as, nobody } from '../testing/call.ts';
import { type MadeMigration, makeMember, makeMigration, makeUser } from '../testing/factory.ts';
import { accept, day, invite, password, tokenOf } from '../testing/invite.ts';

let count = 0;

/** A waiver that the maker asks for on that day; a lead makes criteria, and this is the smallest thing to approve. */
async function askWaiver(migration: MadeMigration, maker: Actor, on: number): Promise<string> {
  const caller = as(maker, day(on));
  const { id: migrationId } = migration;
  const definition = { metric: 'coverage', comparator: 'gte', threshold: '1' } as const;
  const { id: criterionId } = await caller.criterion.create({ migrationId, key: `c${count++}`, ...definition });
  const asked = { migrationId, criterionId, reason: 'why', expiresAt: day(on + 60)().toISOString() };
  return (await caller.waiver.request(asked)).id;
}

async function approve(migration: MadeMigration, waiverId: string, by: Actor, on: number): Promise<string> {
  try {
    await as(by, day(on)).waiver.decide({ migrationId: migration.id, waiverId, approved: true });
    return 'approved';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const asked = async (migration: MadeMigration, by: Actor, on: number, maker: Actor = migration.lead) =>
  await approve(migration, await askWaiver(migration, maker, on), by, on);

describe('a second person', () => {
  it('is not who made it', async () => {
    const migration = await makeMigration();
    expect(await asked(migration, migration.lead, 0)).toBe(
      'Another person than the one who asked for the waiver has to approve it.',
    );
  });

  it('is nobody whom the maker invited within 30 days, and the words say from when on', async () => {
    const migration = await makeMigration();
    const bob = await invite(migration.lead, migration.id, 'finance', 0);
    expect(await asked(migration, bob, 1)).toBe(
      'Lea asked for the waiver, and Lea invited Bob on 2 March 2026: one person could be both. ' +
        'Bob can approve it from 1 April 2026, or at once when a third person vouches for the account on the page People.',
    );
    expect(await asked(migration, bob, 29)).toMatch(/one person could be both/);
    const waiverId = await askWaiver(migration, migration.lead, 31);
    expect(await approve(migration, waiverId, bob, 31)).toBe('approved');
    const [waiver] = await as(bob, day(31)).waiver.list({ migrationId: migration.id });
    expect(waiver?.independence).toBe(
      'Bob is not who asked for the waiver. Lea invited Bob on 2 March 2026. Nobody could be both: within 30 days no one had ' +
        'both accounts in hand by an invitation or a link for a password, or gave the right to approve, unless a third person ' +
        'vouched since.',
    );
  });

  it('counts from the day the link was taken, not from the one it was made', async () => {
    const migration = await makeMigration();
    const email = `second-${count++}@example.org`;
    const { link } = await as(migration.lead, day(0)).member.invite({
      migrationId: migration.id,
      email,
      role: 'finance',
    });
    const bob = await accept(link, 'Bob', email, 6);
    expect(await asked(migration, bob, 31)).toMatch(/invited Bob on 8 March 2026/);
    expect(await asked(migration, bob, 36)).toBe('approved');
  });

  it('is nobody whose password the maker could have set, from the making of the link on', async () => {
    const migration = await makeMigration();
    const lead = { ...migration.lead, isAdmin: true };
    const bob = await makeMember(migration.id, 'finance');
    const { link } = await as(lead, day(0)).user.createResetLink({ userId: bob.id });
    expect(await asked(migration, bob, 0)).toMatch(
      /Lea made a link for a new password of Member finance on 2 March 2026/,
    );
    await as(nobody, day(0.9)).setup.resetPassword({ token: tokenOf(link), password });
    expect(await asked(migration, bob, 30.5)).toMatch(
      /the password of Member finance was set by a link of Lea on 3 March/,
    );
    expect(await asked(migration, bob, 31)).toBe('approved');
  });

  it('is nobody whom the maker made a member again, or gave the right to approve', async () => {
    const migration = await makeMigration();
    const { id: migrationId, lead } = migration;
    const bob = await makeMember(migrationId, 'finance');
    await as(lead, day(0)).member.remove({ migrationId, userId: bob.id });
    await as(lead, day(0)).member.invite({ migrationId, email: bob.email, role: 'finance' });
    expect(await asked(migration, bob, 1)).toMatch(/Lea made Member finance a member, as finance, on 2 March 2026/);
    expect(await asked(migration, bob, 30)).toBe('approved');
    const carl = await makeMember(migrationId, 'auditor');
    await as(lead, day(0)).member.changeRole({ migrationId, userId: carl.id, role: 'bi' });
    expect(await asked(migration, carl, 1)).toMatch(/Lea gave Member auditor the role bi on 2 March 2026/);
    const other = await makeMember(migrationId, 'lead');
    expect(await asked(migration, carl, 1, other)).toBe('approved');
  });

  it('is nobody at the end of a chain, and nobody invited by the same person as the maker', async () => {
    const migration = await makeMigration();
    const carl = await invite(migration.lead, migration.id, 'lead', 0, 'Carl');
    const bob = await invite(carl, migration.id, 'finance', 1);
    expect(await asked(migration, bob, 2)).toMatch(
      /Carl invited Bob on 3 March 2026; Lea invited Carl on 2 March 2026: one person could be both/,
    );
    const dora = await invite(migration.lead, migration.id, 'finance', 1, 'Dora');
    expect(await asked(migration, dora, 2, carl)).toMatch(/Lea invited Dora .*; Lea invited Carl/);
  });

  it('is nobody whose account the maker owes theirs to', async () => {
    const migration = await makeMigration();
    const puppet = await invite(migration.lead, migration.id, 'lead', 0, 'Paul');
    const waiverId = await askWaiver(migration, puppet, 1);
    expect(await approve(migration, waiverId, migration.lead, 40)).toBe(
      'Paul asked for the waiver, and Lea invited Paul on 2 March 2026: one person could be both. Somebody else has to approve it.',
    );
  });

  it('may come from the server itself, or by the sign-in of a provider, and states which', async () => {
    const migration = await makeMigration();
    const email = `second-${count++}@example.org`;
    const invited = { migrationId: migration.id, email, role: 'finance' } as const;
    const { link } = await createServerInvite(systemContext('test', { now: day(0) }), invited);
    const bob = await accept(link, 'Bob', email, 0);
    expect(await asked(migration, bob, 0)).toBe('approved');
    const [waiver] = await as(bob).waiver.list({ migrationId: migration.id });
    expect(waiver?.independence).toContain('Bob was invited from the command line of the server on 2 March 2026.');
  });

  it('is an administrator too who joined by themselves, which is said for ever', async () => {
    const migration = await makeMigration();
    const admin = await makeUser({ name: 'Ann', isAdmin: true });
    await as(admin, day(0)).member.join({ migrationId: migration.id, role: 'finance' });
    expect(await asked(migration, admin, 0)).toBe('approved');
    const [waiver] = await as(admin).waiver.list({ migrationId: migration.id });
    expect(waiver?.independence).toContain('Ann joined by themselves as an administrator on 2 March 2026.');
  });
});

describe('a third person', () => {
  it('vouches, and gets a reason when they cannot', async () => {
    const migration = await makeMigration();
    const { id: migrationId, lead } = migration;
    const bob = await invite(lead, migrationId, 'finance', 0);
    const vera = await makeMember(migrationId, 'auditor');
    const vouch = (by: Actor, on = 1) =>
      as(by, day(on)).member.vouch({ migrationId, userId: bob.id, reason: 'We share an office.' });
    await expect(vouch(bob)).rejects.toThrow('Nobody vouches for themselves: a third person has to.');
    await expect(vouch(lead)).rejects.toThrow(
      'A third person has to vouch for Bob: Lea invited Bob on 2 March 2026, so one person could be both.',
    );
    const puppet = await invite(lead, migrationId, 'auditor', 0, 'Paul');
    await expect(vouch(puppet)).rejects.toThrow(/Lea invited Paul .*; Lea invited Bob/);
    expect(await asked(migration, bob, 1)).toMatch(/one person could be both/);
    await vouch(vera);
    expect(await asked(migration, bob, 1)).toBe('approved');
    const [waiver] = await as(bob, day(1)).waiver.list({ migrationId });
    expect(waiver?.independence).toContain('Member auditor vouched for Bob on 3 March 2026: We share an office.');
    const entries = await db.auditEntry.count({ where: { migrationId, action: 'member.vouched' } });
    expect(entries).toBe(1);
  });

  it('may be an administrator who is in no migration, and made no link into the account', async () => {
    const migration = await makeMigration();
    const { id: migrationId, lead } = migration;
    const bob = await invite(lead, migrationId, 'finance', 0);
    const admin = await makeUser({ name: 'Ann', isAdmin: true });
    await as(admin, day(1)).user.vouch({ userId: bob.id, reason: 'Hired by us.' });
    expect(await asked(migration, bob, 1)).toBe('approved');
    await as(admin, day(2)).user.createResetLink({ userId: bob.id });
    await expect(as(admin, day(3)).user.vouch({ userId: bob.id, reason: 'Hired by us.' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const [, member] = await as(lead, day(3)).member.list({ migrationId });
    expect(member?.acts).toEqual([
      { at: day(0)().toISOString(), words: 'Lea invited Bob on 2 March 2026', byAdmin: false },
      { at: day(1)().toISOString(), words: 'Ann vouched for Bob on 3 March 2026: Hired by us.', byAdmin: true },
      { at: day(2)().toISOString(), words: 'Ann made a link for a new password of Bob on 4 March 2026', byAdmin: true },
    ]);
  });
});

describe('before a second person is needed', () => {
  const warnings = async ({ slug, lead }: MadeMigration, on: number) =>
    (await as(lead, day(on)).member.approvers({ slug })).map(({ warning }) => warning);

  it('it is said that there is none, what to do, and from when on there is one', async () => {
    const migration = await makeMigration();
    const { id: migrationId, lead } = migration;
    expect(await warnings(migration, 0)).toEqual([
      'Nobody can approve what Lea changes: invite a second person now; they can approve from 1 April 2026, or at once when a ' +
        'third person vouches for them.',
    ]);
    const bob = await invite(lead, migrationId, 'finance', 0);
    expect(await warnings(migration, 5)).toEqual([
      'Nobody can approve what Lea changes: Bob can from 1 April 2026, or at once when a third person, whom neither of them ' +
        'invited, vouches for the account.',
    ]);
    const vera = await makeMember(migrationId, 'auditor');
    expect(await warnings(migration, 5)).toEqual([
      'Nobody can approve what Lea changes: Bob can from 1 April 2026, or at once when Member auditor vouches for the account.',
    ]);
    await as(vera, day(5)).member.vouch({ migrationId, userId: bob.id, reason: 'We met.' });
    expect(await warnings(migration, 5)).toEqual([null]);
  });

  it('a decision keeps who approved what and why, and what an administrator did alone', async () => {
    const migration = await makeMigration();
    const { id: migrationId, lead, slug } = migration;
    const bob = await makeMember(migrationId, 'finance');
    const admin = await makeUser({ name: 'Ann', isAdmin: true });
    await as(admin, day(0)).member.join({ migrationId, role: 'bi' });
    expect(await asked(migration, bob, 1)).toBe('approved');
    const { number } = await as(lead, day(2)).decision.freeze({ migrationId });
    const { snapshot } = await as(lead, day(2)).decision.get({ slug, number });
    expect(readSnapshot(snapshot)).toMatchObject({
      approvals: [
        { what: 'waiver: why', by: 'Member finance', independence: expect.stringContaining('Nobody could be both') },
      ],
      doneAlone: [{ words: 'Ann joined by themselves as an administrator on 2 March 2026' }],
    });
  });
});
