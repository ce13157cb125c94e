import { type ChangeMaker, type Judgement, judgeSecond, type Question } from '#core/approval/judge-second.ts';
import { AppError } from '#core/errors.ts';
import { roleSchema } from '#core/member/schema.ts';
import type { Permission } from '#core/permissions.ts';
import type { MigrationContext } from '../context.ts';
import { asInstance, type Tx } from '../scope.ts';
import { loadHistory } from './load-history.ts';

/**
 * Who stands behind what is to be approved: a person, or who made the key that did it. `userId` null: nobody known. `keyId`: a key did it,
 * and `permission` is what it takes. `at`: when it was done; left out, now.
 */
export type Maker = { userId: string | null; keyId?: string | null; permission?: Permission; at?: Date };

/** Kept with an approval: who it is, and what makes them another person, in words. */
export type SecondPerson = { id: string; name: string; independence: string };

type Approver = Question['approver'];

/** Judges what one reader may approve, as often as it is asked. */
export type JudgeMakers = (makers: readonly Maker[], what: string) => Judgement;

type JudgeAs = (approver: Approver) => JudgeMakers;

/** Loads once what many questions about the same reader are judged by. */
async function loadSecondPerson(tx: Tx, ctx: MigrationContext): Promise<JudgeMakers> {
  return await judgeReader(tx, ctx, await loadJudge(tx, ctx));
}

/** The reader among those whom `judgeAs` judges. */
export async function judgeReader(tx: Tx, ctx: MigrationContext, judgeAs: JudgeAs): Promise<JudgeMakers> {
  const { actor, may } = ctx;
  if (actor.type !== 'user') return () => ({ ok: false, refusal: 'Only a person can approve it.' });
  const { id, name } = actor;
  const createdAt = await asInstance(tx, () => tx.user.findUnique({ where: { id }, select: { createdAt: true } }));
  return judgeAs({ id, name, may, createdAt: (createdAt?.createdAt ?? ctx.now()).toISOString() });
}

/** Loads once what many questions are judged by, about whoever is asked. */
export async function loadJudge(tx: Tx, ctx: MigrationContext): Promise<JudgeAs> {
  const { migrationId } = ctx;
  const { acts, nameOf } = await loadHistory(tx);
  const keys = await tx.apiKey.findMany({ where: { migrationId }, select: { id: true, createdById: true } });
  const rows = await tx.membership.findMany({ where: { migrationId }, select: { userId: true, role: true } });
  const members = rows.map(({ userId, role }) => ({ userId, role: roleSchema.parse(role) }));
  const makersOfKeys = new Map(keys.map(({ id, createdById }) => [id, createdById]));
  const now = ctx.now();
  return (approver) => (makers, what) =>
    judgeSecond({
      approver,
      what,
      members,
      migrationId,
      nowMs: now.getTime(),
      acts,
      nameOf: (id) => (id === approver.id ? approver.name : nameOf(id)),
      makers: distinct(makers).flatMap(({ userId, keyId = null, permission = null, at = now }): ChangeMaker[] => {
        const maker = { userId, keyId, permission, atMs: at.getTime() };
        // Who made a key that somebody else adopted knows its secret still.
        const madeKey = keyId === null ? null : (makersOfKeys.get(keyId) ?? null);
        return madeKey === null || madeKey === userId ? [maker] : [maker, { ...maker, userId: madeKey }];
      }),
    });
}

/** Of thousands of changes that were made at once, one is asked about. */
const distinct = (makers: readonly Maker[]): Maker[] => [
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
  const judged = (await loadSecondPerson(tx, ctx))(makers, what);
  if (!judged.ok || actor.type !== 'user') {
    throw new AppError('FORBIDDEN', judged.ok ? 'Only a person can approve it.' : judged.refusal);
  }
  return { id: actor.id, name: actor.name, independence: judged.independence };
}
