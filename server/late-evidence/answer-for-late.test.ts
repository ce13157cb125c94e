import { expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import type { Actor } from '../actor.ts';
import { db } from '../db.ts';
import { answerForKey } from '../testing/answer-for-key.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeKey, makeMember } from '../testing/factory.ts';
import { fieldRun } from '../testing/runs.ts';

const FIRST =
  'This was made with a key, and a key is not a person. First a person who may make keys has to answer for it: Lea or Member engineer can.';

/** Of four days the second is broken. A member of finance was handed a key of scope `ingest`, and corrects that day with it. */
async function makeCorrected() {
  const made = await makeCleanMigration(3);
  const { migration, noon } = made;
  const { id: migrationId, lead } = migration;
  const { actor: handed } = await makeKey(migration, { scopes: ['ingest'], now: at(noon(0)) });
  const checkId = made.checkIds['payouts/field_level'] ?? '';
  const wrong = (time: Date) => fieldRun({ checkId, at: time }, { amount: 4 });
  for (const day of [0, 1, 2, 3]) await made.cleanDay(noon(day), day === 1 ? ['payouts/field_level'] : []);
  const [first, second] = [wrong(noon(1)), wrong(noon(1.1))];
  for (const run of [first, second]) await made.submit(run, noon(1.1));
  const now = new Date(noon(3).getTime() + HOUR_MS);
  const correct = ({ runId: supersedesRunId }: typeof first, time: Date) =>
    as(handed, at(now)).ingest.submitRun({ ...fieldRun({ checkId, at: time }), supersedesRunId });
  await correct(first, noon(1));
  const finance = await makeMember(migrationId, 'finance');
  const engineer = await makeMember(migrationId, 'engineer');
  const look = async (by: Actor, time = now) => {
    const [late] = await as(by, at(time)).evidence.listLate({ migrationId });
    if (!late) throw new Error('Nothing waits.');
    return late;
  };
  const accept = async (by: Actor, time = now) => {
    const { id: lateId, seen } = await look(by, time);
    return await as(by, at(time)).evidence.acceptLate({ migrationId, lateId, seen });
  };
  const answer = (by: Actor) => answerForKey(as(by, at(now)), migration);
  const correctAgain = () => correct(second, noon(1.1));
  return { migrationId, lead, noon, now, handed, correctAgain, finance, engineer, look, accept, answer };
}

it('who holds the key that sent it does not accept it alone, and does once somebody who may make keys answered', async () => {
  const { migrationId, now, handed, finance, engineer, look, accept, answer } = await makeCorrected();
  await expect(accept(finance)).rejects.toThrow(FIRST);
  const { waiting } = await look(finance);
  expect(waiting).toMatchObject({
    kind: 'evidence',
    refusal: FIRST,
    approvers: ['Member finance'],
    answer: { given: null, mayGive: false, givers: ['Lea', 'Member engineer'] },
  });
  const input = { migrationId, ids: [waiting?.id ?? ''] };
  await expect(as(finance, at(now)).approval.answerFor(input)).rejects.toThrow(/may make it themselves \(keys.edit\)/);
  await expect(as(handed, at(now)).approval.answerFor(input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await answer(engineer);
  expect((await look(finance)).waiting).toMatchObject({
    refusal: null,
    answer: { given: { by: 'Member engineer' }, mayGive: false },
  });
  await accept(finance);
  const { independence, waiting: left } = await look(finance);
  expect(independence).toContain('Member engineer answered for it on 5 March 2026.');
  expect(left).toBeNull();
  expect(await db.auditEntry.count({ where: { migrationId, action: 'approval.answered' } })).toBe(1);
});

it('who answered for it does not accept it, whatever role they have later', async () => {
  const { migrationId, lead, noon, now, finance, engineer, accept, answer } = await makeCorrected();
  await answer(engineer);
  await expect(accept(engineer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await as(lead, at(now)).member.changeRole({ migrationId, userId: engineer.id, role: 'finance' });
  await expect(accept(engineer, noon(40))).rejects.toThrow(
    'Another person than the one who answered for it has to approve it.',
  );
  await accept(finance, noon(40));
});

it('what comes with it later is answered for anew', async () => {
  const { migrationId, now, correctAgain, finance, engineer, look, accept, answer } = await makeCorrected();
  const { waiting: looked } = await look(engineer);
  await answer(engineer);
  await correctAgain();
  await expect(accept(finance)).rejects.toThrow(FIRST);
  const { waiting } = await look(finance);
  expect(waiting).toMatchObject({ answer: { given: null } });
  expect(waiting?.id).not.toBe(looked?.id);
  const before = { migrationId, ids: [looked?.id ?? ''] };
  await expect(as(engineer, at(now)).approval.answerFor(before)).rejects.toMatchObject({ code: 'CONFLICT' });
  await answer(engineer);
  await accept(finance);
});

it('to refuse it nobody has to answer first', async () => {
  const { migrationId, now, finance, look } = await makeCorrected();
  const { id: lateId, seen } = await look(finance);
  await as(finance, at(now)).evidence.refuseLate({ migrationId, lateId, seen, reason: 'Nobody knows who sent it.' });
  expect(await look(finance)).toMatchObject({ state: 'refused', waiting: null });
});
