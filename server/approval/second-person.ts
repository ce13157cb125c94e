import { type Judgement, judgeSecond, type Question } from '#core/approval/judge-second.ts';
import { type ChangeMaker, takesAnswer } from '#core/approval/takes-answer.ts';
import { AppError } from '#core/errors.ts';
import { roleSchema } from '#core/member/schema.ts';
import type { Permission } from '#core/permissions.ts';
import type { MigrationContext } from '../context.ts';
import { asInstance, type Tx } from '../scope.ts';
import { loadAnswers } from './load-answers.ts';
import { loadHistory } from './load-history.ts';

/**
 * Who stands behind what is to be approved: a person, or who made the key that did it. `userId` null: nobody known. `keyId`: a key did it,
 * and `permission` is what it takes. `at`: when it was done; left out, now. `itemId`: what people answer for; whatever a key can have done
 * has one.
 */
export type Maker = { userId: string | null; permission?: Permission; at?: Date } & (
  | { keyId?: null; itemId?: string }
  | { keyId: string | null; itemId: string }
);

/** Kept with an approval: who it is, and what makes them another person, in words. */
export type SecondPerson = { id: string; name: string; independence: string };

type Approver = Question['approver'];

/** Judges what one reader may approve, as often as it is asked. */
type JudgeMakers = (makers: readonly ChangeMaker[], what: string) => Judgement;

export type Judge = {
  members: Question['members'];
  /** The makers with what is known of them: who else stands behind their key, and who has answered for what it did. */
  known: (makers: readonly Maker[]) => ChangeMaker[];
  as: (approver: Approver) => JudgeMakers;
};

/** The reader among those whom `judge` judges. */
export async function judgeReader(tx: Tx, ctx: MigrationContext, judge: Judge): Promise<JudgeMakers> {
  const { actor, may } = ctx;
  if (actor.type !== 'user') return () => ({ ok: false, refusal: 'Only a person can approve it.', afterAnswer: false });
  const { id, name } = actor;
  const createdAt = await asInstance(tx, () => tx.user.findUnique({ where: { id }, select: { createdAt: true } }));
  return judge.as({ id, name, may, createdAt: (createdAt?.createdAt ?? ctx.now()).toISOString() });
}

/** Loads once what many questions are judged by, about whoever is asked. */
export async function loadJudge(tx: Tx, ctx: MigrationContext): Promise<Judge> {
  const { migrationId } = ctx;
  const { acts, nameOf } = await loadHistory(tx);
  const answers = await loadAnswers(tx, migrationId);
  const keys = await tx.apiKey.findMany({ where: { migrationId }, select: { id: true, createdById: true } });
  const rows = await tx.membership.findMany({
    where: { migrationId },
    orderBy: [{ since: 'asc' }, { userId: 'asc' }],
    select: { userId: true, role: true, user: { select: { name: true } } },
  });
  const members = rows.map(({ userId, role, user }) => ({ userId, name: user.name, role: roleSchema.parse(role) }));
  const makersOfKeys = new Map(keys.map(({ id, createdById }) => [id, createdById]));
  const now = ctx.now();

  function known({ userId, keyId = null, at, itemId, ...more }: Maker): ChangeMaker[] {
    const who = { userId, keyId, permission: more.permission ?? null };
    const given = itemId !== undefined && takesAnswer(who) ? (answers.get(itemId) ?? []) : [];
    // What was answered for, taken back and made again by a key is answered for again.
    const since = given.filter(({ atMs }) => at === undefined || atMs >= at.getTime());
    const maker = { ...who, atMs: (at ?? now).getTime(), answers: since };
    // Who made a key that somebody else adopted knows its secret still.
    const madeKey = keyId === null ? null : (makersOfKeys.get(keyId) ?? null);
    return madeKey === null || madeKey === userId ? [maker] : [maker, { ...maker, userId: madeKey }];
  }

  return {
    members,
    known: (makers) => distinct(makers.flatMap(known)),
    as: (approver) => (makers, what) =>
      judgeSecond({
        approver,
        what,
        members,
        migrationId,
        nowMs: now.getTime(),
        acts,
        nameOf: (id) => (id === approver.id ? approver.name : nameOf(id)),
        makers,
      }),
  };
}

/** Of thousands of changes that were made at once, one is asked about. */
const distinct = (makers: readonly ChangeMaker[]): ChangeMaker[] => [
  ...new Map(makers.map((maker) => [JSON.stringify(maker), maker])).values(),
];

/** The actor as a second person behind what `makers` did. Throws FORBIDDEN where they are not another person. */
export async function secondPerson(
  tx: Tx,
  ctx: MigrationContext,
  makers: readonly Maker[],
  what: string,
): Promise<SecondPerson> {
  const { actor } = ctx;
  const judge = await loadJudge(tx, ctx);
  const judged = (await judgeReader(tx, ctx, judge))(judge.known(makers), what);
  if (!judged.ok || actor.type !== 'user') {
    throw new AppError('FORBIDDEN', judged.ok ? 'Only a person can approve it.' : judged.refusal);
  }
  return { id: actor.id, name: actor.name, independence: judged.independence };
}
