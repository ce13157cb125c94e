import { describe, expect, it } from 'vitest';
import type { Actor } from '../actor.ts';
import { db } from '../db.ts';
import { answerForKey } from '../testing/answer-for-key.ts';
import { approveWaiting } from '../testing/approve-waiting.ts';
import { makeBad } from '../testing/bad-migration.ts';
import { as } from '../testing/call.ts';
import { at, makeDatasets, makeKey, makeMember, makeMigration } from '../testing/factory.ts';
import { day, invite } from '../testing/invite.ts';
import { scenarioRun } from '../testing/runs.ts';

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
    const answer = (by: Actor, on = 0) => answerForKey(as(by, day(on)), migration);
    return { migration, approveWindow, answer };
  }

  it('is neither who made the key nor anybody who could have used it', async () => {
    const { migration, approveWindow, answer } = await enteredByKey();
    const other = await makeMember(migration.id, 'lead');
    const finance = await makeMember(migration.id, 'finance');
    await answer(other);
    await expect(approveWindow(migration.lead)).rejects.toThrow(/made with a key/);
    await expect(approveWindow(other)).rejects.toThrow(
      'This was made with a key, and anybody who may make such a change could have done so: who approves it holds no such ' +
        'permission (plan.edit), but you do. Somebody without it has to approve it.',
    );
    await approveWindow(finance);
    const mark = await db.planMark.findFirstOrThrow({ where: { migrationId: migration.id, status: 'approved' } });
    expect(mark.independence).toContain('It was made with a key, and Member finance may not make such changes.');
    expect(mark.independence).toContain('Member lead answered for it on 2 March 2026.');
  });

  it('is nobody whom somebody holds in hand who could have used it, unless a third person vouches', async () => {
    const { migration, approveWindow, answer } = await enteredByKey();
    const { id: migrationId } = migration;
    await answer(migration.lead);
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
    const { migration, approveWindow, answer } = await enteredByKey();
    const { id: migrationId, lead } = migration;
    await answer(lead);
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

describe('what was made with a key', () => {
  const FIRST =
    'This was made with a key, and a key is not a person. First a person who may change the plan has to answer for it: Lea can.';

  /** A member of finance, who may approve, was handed a key and takes a criterion out with it. */
  async function loosenedByKey() {
    const made = await makeBad();
    await made.fail();
    const { migration, migrationId, slug, now } = made;
    const { actor } = await makeKey(migration, { scopes: ['plan'], now });
    const later = (minutes: number) => at(new Date(now().getTime() + minutes * 60_000));
    const remove = (metric: string, minutes = 0) =>
      made.edit(
        ({ criteria }) => ({ criteria: criteria.filter((one) => one.metric !== metric) }),
        as(actor, later(minutes)),
      );
    await remove('field_match_rate');
    const finance = await makeMember(migrationId, 'finance');
    const listed = async (by: Actor) => (await as(by, now).approval.listWaiting({ slug }))[0];
    const approve = (by: Actor, minutes = 0) => approveWaiting(as(by, later(minutes)), migration);
    const answer = (by: Actor, minutes = 0) => answerForKey(as(by, later(minutes)), migration);
    return { ...made, key: as(actor, now), remove, finance, listed, approve, answer, lead: migration.lead, later };
  }

  it('is approved by nobody, whoever had the key, before somebody answers for exactly that', async () => {
    const { finance, lead, listed, approve, answer } = await loosenedByKey();
    await expect(approve(finance)).rejects.toMatchObject({ code: 'FORBIDDEN', message: FIRST });
    expect(await listed(finance)).toMatchObject({
      refusal: FIRST,
      approvers: ['Member finance'],
      answer: { given: null, mayGive: false, givers: ['Lea'] },
    });
    expect(await listed(lead)).toMatchObject({ answer: { given: null, mayGive: true } });
    await answer(lead);
    await expect(approve(lead)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await listed(finance)).toMatchObject({ refusal: null, answer: { given: { by: 'Lea' }, mayGive: false } });
    await approve(finance);
    const change = await db.planChange.findFirstOrThrow({ where: { approvedById: finance.id } });
    expect(change.independence).toContain('Lea answered for it on');
    expect(await db.auditEntry.count({ where: { migrationId: change.migrationId, action: 'approval.answered' } })).toBe(
      1,
    );
  });

  it('is answered for by a person who may make it, once, and as it is now', async () => {
    const { migrationId, key, finance, lead, listed, answer, now } = await loosenedByKey();
    const ids = [(await listed(lead))?.id ?? ''];
    const input = { migrationId, ids };
    const engineer = await makeMember(migrationId, 'engineer');
    for (const by of [as(finance, now), as(engineer, now), key])
      await expect(by.approval.answerFor(input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const other = { migrationId, ids: ['0'.repeat(64)] };
    await expect(as(lead, now).approval.answerFor(other)).rejects.toMatchObject({ code: 'CONFLICT' });
    await answer(lead);
    const second = await makeMember(migrationId, 'lead');
    await expect(as(second, now).approval.answerFor(input)).rejects.toThrow(/Lea has answered .* already/);
    expect(await db.answer.count({ where: { migrationId } })).toBe(1);
  });

  it('is answered for anew once it is another one', async () => {
    const { slug, caller, finance, lead, edit, key, approve, answer } = await loosenedByKey();
    await edit(({ settings }) => ({ settings: { ...settings, lateEvidenceHours: 99 } }), key);
    await answer(lead);
    await edit(({ settings }) => ({ settings: { ...settings, lateEvidenceHours: 100 } }), key);
    await expect(approve(finance)).rejects.toThrow(FIRST);
    const listed = await caller.approval.listWaiting({ slug });
    const by = listed.map(({ title, answer: of }) => [title, of?.given?.by] as const);
    expect(new Map(by)).toEqual(
      new Map([
        ['criterion field-match-rate', 'Lea'],
        ['setting lateEvidenceHours', undefined],
      ]),
    );
    await answer(lead);
    await approve(finance);
  });

  it('is answered for anew once it was taken back and made again, word for word', async () => {
    const { migrationId, slug, caller, finance, lead, remove, approve, answer, later } = await loosenedByKey();
    await answer(lead, 1);
    const waiting = async () => (await caller.approval.listWaiting({ slug })).map(({ id }) => id);
    const ids = await waiting();
    await as(lead, later(2)).approval.takeBackPlanChanges({ migrationId, ids });
    await remove('field_match_rate', 3);
    expect(await waiting()).toEqual(ids);
    await expect(approve(finance, 4)).rejects.toThrow(FIRST);
    await answer(lead, 5);
    await approve(finance, 6);
  });

  it('is a mark too, for which somebody answers who may mark', async () => {
    const migration = await makeMigration();
    const { id: migrationId, slug } = migration;
    const { actor } = await makeKey(migration);
    const { checkIds } = await makeDatasets(migration, [
      { name: 'shop', checks: [{ kind: 'scenario', schedule: { everyMs: 86_400_000, graceMs: 0 } }] },
    ]);
    const { document } = await as(migration.lead).plan.get({ slug });
    await as(migration.lead).plan.replace({
      migrationId,
      document: { ...document, scenarios: [{ name: 'Refund' }] } as typeof document,
    });
    const failed = scenarioRun({ checkId: checkIds['shop/scenario'] ?? '', at: day(0)() }, [
      { name: 'Refund', result: 'failed' },
    ]);
    await as(actor, day(0.1)).ingest.submitRun(failed);
    const { id } = await as(actor, day(0.2)).plan.mark({ part: 'scenarios', name: 'Refund', status: 'passed' });
    const sponsor = as(await makeMember(migrationId, 'stakeholder'), day(0.3));
    const approve = { migrationId, markId: id ?? '' };
    await expect(sponsor.plan.approveMark(approve)).rejects.toThrow('a person who may mark items of the plan');
    await expect(sponsor.approval.answerFor({ migrationId, ids: [approve.markId] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await answerForKey(as(await makeMember(migrationId, 'engineer'), day(0.3)), migration);
    await sponsor.plan.approveMark(approve);
  });
});
