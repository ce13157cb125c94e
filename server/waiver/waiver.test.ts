import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { db } from '../db.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeMember } from '../testing/factory.ts';

/** Everything is met but the streak, for which 30 days are asked. */
async function makeShort() {
  const made = await makeCleanMigration(30);
  for (const day of [0, 1]) await made.cleanDay(made.noon(day));
  const { id: migrationId, lead } = made.migration;
  const now = at(made.noon(1));
  const criteria = await as(lead, now).criterion.list({ migrationId });
  const criterionId = criteria.find(({ metric }) => metric === 'critical_free_streak')?.id ?? '';
  const inDays = (days: number) => new Date(now().getTime() + days * DAY_MS).toISOString();
  const ask = async (days: number, of = as(lead, now)) =>
    await of.waiver.request({ migrationId, criterionId, reason: 'The contract ends.', expiresAt: inDays(days) });
  const state = async (time = now()) => (await as(lead, at(time)).waiver.list({ migrationId })).map((one) => one.state);
  return { ...made, migrationId, criterionId, now, lead, ask, inDays, state };
}

describe('a waiver', () => {
  it('is asked for by one, approved by another, makes a conditional go, and ends by itself to the moment', async () => {
    const { migrationId, criterionId, now, lead, ask, inDays, state, cleanDay, noon, verdictAt } = await makeShort();
    expect((await verdictAt(now())).verdict).toBe('no_go');
    const { id: waiverId } = await ask(1);
    expect((await verdictAt(now())).verdict).toBe('no_go');
    await expect(ask(2)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'Lea has asked for a waiver of it already.',
    });
    const decide = { migrationId, waiverId, approved: true };
    await expect(as(lead, now).waiver.decide(decide)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: 'Another person than the one who asked for the waiver has to approve it.',
    });
    const engineer = await makeMember(migrationId, 'engineer');
    await expect(as(engineer, now).waiver.decide(decide)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const finance = await makeMember(migrationId, 'finance');
    await as(finance, now).waiver.decide(decide);
    await expect(as(finance, now).waiver.decide({ ...decide, approved: false })).rejects.toMatchObject({
      code: 'CONFLICT',
    });

    const waived = await verdictAt(now());
    expect(waived).toMatchObject({ verdict: 'conditional_go', summary: 'One is waived.', blockers: [] });
    expect(waived.criteria.find(({ id }) => id === criterionId)?.result).toMatchObject({
      outcome: 'waived',
      detail: 'waived: The contract ends.',
      value: '1',
    });
    await cleanDay(noon(2));
    const end = Date.parse(inDays(1));
    expect((await verdictAt(new Date(end - 1))).verdict).toBe('conditional_go');
    expect((await verdictAt(new Date(end))).verdict).toBe('no_go');
    expect(await state(new Date(end - 1))).toEqual(['holds']);
    expect(await state(new Date(end))).toEqual(['expired']);
    expect(await db.auditEntry.count({ where: { migrationId, action: { startsWith: 'waiver.' } } })).toBe(2);
  });

  it('stands among what waits until somebody has decided about it', async () => {
    const { migration, migrationId, now, lead, ask, state } = await makeShort();
    const { slug } = migration;
    const { id: waiverId } = await ask(30);
    const finance = as(await makeMember(migrationId, 'finance'), now);
    const waiting = { kind: 'waiver', id: waiverId, title: 'waiver of Critical-free streak', by: 'Lea' };
    expect(await finance.approval.listWaiting({ slug })).toMatchObject([
      { ...waiting, reason: 'The contract ends.', refusal: null, approvers: ['Member finance'] },
    ]);
    expect(await as(lead, now).approval.listWaiting({ slug })).toMatchObject([
      { ...waiting, refusal: 'Another person than the one who asked for the waiver has to approve it.' },
    ]);
    const late = at(new Date(now().getTime() + 31 * DAY_MS));
    expect(await as(lead, late).approval.listWaiting({ slug })).toEqual([]);
    await finance.waiver.decide({ migrationId, waiverId, approved: true });
    expect(await finance.approval.listWaiting({ slug })).toEqual([]);
    expect(await state()).toEqual(['holds']);
  });

  it('ends at once when it is withdrawn', async () => {
    const { migrationId, now, lead, ask, state, verdictAt } = await makeShort();
    const { id: waiverId } = await ask(30);
    await as(await makeMember(migrationId, 'bi'), now).waiver.decide({ migrationId, waiverId, approved: true });
    expect((await verdictAt(now())).verdict).toBe('conditional_go');
    await as(lead, now).waiver.withdraw({ migrationId, waiverId });
    expect((await verdictAt(now())).verdict).toBe('no_go');
    expect(await state()).toEqual(['withdrawn']);
    await ask(30);
    expect(await state()).toEqual(['asked', 'withdrawn']);
  });

  it('that is refused, or that nobody decides about, changes nothing', async () => {
    const { migrationId, now, ask, state, verdictAt } = await makeShort();
    const { id: waiverId } = await ask(30);
    await as(await makeMember(migrationId, 'stakeholder'), now).waiver.decide({
      migrationId,
      waiverId,
      approved: false,
    });
    expect((await verdictAt(now())).verdict).toBe('no_go');
    await ask(30);
    expect(await state()).toEqual(['asked', 'refused']);
    const late = new Date(now().getTime() + 31 * DAY_MS);
    expect(await state(late)).toEqual(['expired', 'refused']);
  });

  it('holds 90 days at most, and needs a reason', async () => {
    const { migrationId, criterionId, now, lead, ask } = await makeShort();
    await expect(ask(90 + 1 / 24)).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
    await expect(ask(0)).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
    const expiresAt = new Date(now().getTime() + HOUR_MS).toISOString();
    await expect(
      as(lead, now).waiver.request({ migrationId, criterionId, reason: ' ', expiresAt }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await ask(90);
  });

  it('of two who decide at once only one does', async () => {
    const { migrationId, now, ask, state } = await makeShort();
    const { id: waiverId } = await ask(30);
    const [yes, no] = [await makeMember(migrationId, 'finance'), await makeMember(migrationId, 'bi')];
    const said = await Promise.allSettled([
      as(yes, now).waiver.decide({ migrationId, waiverId, approved: true }),
      as(no, now).waiver.decide({ migrationId, waiverId, approved: false }),
    ]);
    expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await state()).toHaveLength(1);
  });
});
