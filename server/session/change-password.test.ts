import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { db } from '../db.ts';
import { as, nobody } from '../testing/call.ts';
import { at, makeUser, START } from '../testing/factory.ts';
import { hashPassword } from './password.ts';
import { signIn } from './sign-in.ts';

const password = 'correct horse battery';
const tokenOf = (link: string) => new URL(link).searchParams.get('token') ?? '';
let addresses = 0;

describe('a password', () => {
  const next = 'another correct horse';
  const enter = async (person: { email: string }, word: string) => {
    addresses += 1;
    const given = { email: person.email, password: word, address: `10.0.1.${addresses}`, device: 'Test' };
    return await signIn(systemContext('test'), given);
  };

  async function makePerson() {
    const user = await makeUser();
    await db.userPassword.create({ data: { userId: user.id, hash: await hashPassword(password), changedAt: START } });
    const entered = await enter(user, password);
    if (!entered.ok) throw new Error('cannot sign in');
    return { ...user, sessionId: entered.user.sessionId };
  }

  it('is changed by whoever knows it, which ends every other session', async () => {
    const person = await makePerson();
    await enter(person, password);
    const me = as(person, () => new Date());
    expect(await me.me.changePassword({ current: 'not this one', password: next })).toMatchObject({
      ok: false,
      reason: 'wrong',
    });
    await expect(me.me.changePassword({ current: password, password: 'short' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    expect(await me.me.changePassword({ current: password, password: next })).toEqual({ ok: true, ended: 1 });
    expect(await db.session.findMany({ where: { userId: person.id } })).toMatchObject([{ id: person.sessionId }]);
    expect(await enter(person, password)).toMatchObject({ ok: false, reason: 'wrong' });
    expect(await enter(person, next)).toMatchObject({ ok: true });
    const entries = await db.auditEntry.findMany({ where: { actorId: person.id }, orderBy: { id: 'asc' } });
    expect(entries.map(({ action }) => action)).toEqual(['user.password_change_refused', 'user.password_changed']);
    expect(JSON.stringify(entries)).not.toContain(next);
  });

  it('cannot be guessed at in an open page: the attempts are those of the sign-in', async () => {
    const person = await makePerson();
    const guess = async () => await as(person, at()).me.changePassword({ current: 'a guess', password: next });
    for (let i = 0; i < 10; i += 1) expect(await guess()).toMatchObject({ reason: 'wrong' });
    expect(await guess()).toEqual({ ok: false, reason: 'wait', waitSeconds: 900 });
    const answer = await as(person, at()).me.changePassword({ current: password, password: next });
    expect(answer).toMatchObject({ reason: 'wait' });
  });

  it('never lets in who looked at the old one while it was changed', async () => {
    const person = await makePerson();
    const hash = await hashPassword(next);
    const [late] = await db.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM user_password WHERE user_id = ${person.id}::uuid FOR UPDATE`;
        const entering = enter(person, password);
        // It has read the old hash and waits for this row, or, if nothing held it up, is in by now.
        await Promise.race([entering, sleep(1_500)]);
        await tx.userPassword.update({ where: { userId: person.id }, data: { hash } });
        await tx.session.deleteMany({ where: { userId: person.id } });
        return [entering];
      },
      { timeout: 20_000 },
    );
    expect(await late).toMatchObject({ ok: false, reason: 'wrong' });
    expect(await db.session.count({ where: { userId: person.id } })).toBe(0);
  });

  it('is chosen anew by a link of an administrator, once; then no session is left', async () => {
    const person = await makePerson();
    const admin = as(await makeUser({ isAdmin: true }));
    const older = await admin.user.createResetLink({ userId: person.id });
    const { link } = await admin.user.createResetLink({ userId: person.id });
    const token = tokenOf(link);
    const anybody = as(nobody);
    expect(await anybody.setup.findInvite({ token })).toMatchObject({ purpose: 'reset', email: person.email });
    const spent = anybody.setup.resetPassword({ token: tokenOf(older.link), password: next });
    await expect(spent).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const asInvite = anybody.setup.acceptInvite({ token, name: 'X', email: person.email, password: next });
    await expect(asInvite).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await anybody.setup.resetPassword({ token, password: next });
    expect(await db.session.count({ where: { userId: person.id } })).toBe(0);
    expect(await enter(person, next)).toMatchObject({ ok: true });
    await expect(anybody.setup.resetPassword({ token, password })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const late = await admin.user.createResetLink({ userId: person.id });
    const tomorrow = as(nobody, () => new Date(START.getTime() + 86_400_001));
    await expect(tomorrow.setup.resetPassword({ token: tokenOf(late.link), password })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(JSON.stringify(await db.auditEntry.findMany())).not.toContain(token);
  });
});
