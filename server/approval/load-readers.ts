import type { WaitingItem } from '#core/approval/schema.ts';
import { type ChangeMaker, isAnsweredFor, takesAnswer } from '#core/approval/takes-answer.ts';
import { roleSchema } from '#core/member/schema.ts';
import { type Permission, roleMay } from '#core/permissions.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';
import { type Judge, judgeReader, loadJudge, type Maker } from './second-person.ts';

/** Of something that waits: why the reader cannot approve it, by name who can, and whether somebody has to answer for it first. */
export type JudgeReaders = (
  makers: readonly Maker[],
  /** What they did, after "who": "marked it". */
  what: string,
) => Pick<WaitingItem, 'refusal' | 'approvers' | 'answer'>;

export async function loadReaders(tx: Tx, ctx: MigrationContext): Promise<JudgeReaders> {
  const judge = await loadJudge(tx, ctx);
  const judgeOwn = await judgeReader(tx, ctx, judge);
  const members = await tx.membership.findMany({
    where: { migrationId: ctx.migrationId },
    orderBy: [{ since: 'asc' }, { userId: 'asc' }],
    select: { userId: true, role: true, user: { select: { name: true, createdAt: true } } },
  });
  const approvers = members.flatMap(({ userId, role, user: { name, createdAt } }) => {
    const may = (permission: Permission) => roleMay(roleSchema.parse(role), permission);
    if (!may('approve')) return [];
    return [{ name, judge: judge.as({ id: userId, name, createdAt: createdAt.toISOString(), may }) }];
  });
  const judged = new Map<string, ReturnType<JudgeReaders>>();
  return (all, what) => {
    const makers = judge.known(all);
    // Thousands of changes of one apply have the same makers, and the history of accounts is long.
    const question = JSON.stringify([makers, what]);
    const known = judged.get(question);
    if (known) return known;
    const own = judgeOwn(makers, what);
    const refusal = own.ok ? null : own.refusal;
    const could = approvers.filter((one) => {
      const other = one.judge(makers, what);
      return other.ok || other.afterAnswer;
    });
    const answer = {
      refusal: ctx.may('approve') ? refusal : 'Your role in this migration approves nothing.',
      approvers: could.map(({ name }) => name),
      answer: answerTo(makers, ctx, judge),
    };
    judged.set(question, answer);
    return answer;
  };
}

function answerTo(
  makers: readonly ChangeMaker[],
  { actor, may }: MigrationContext,
  { members }: Judge,
): WaitingItem['answer'] {
  const needed = makers.filter(takesAnswer);
  const permissions = [...new Set(needed.flatMap(({ permission }) => permission ?? []))];
  if (permissions.length === 0) return null;
  const mayAll = (ask: (permission: Permission) => boolean) => permissions.every(ask);
  const last = needed.flatMap(({ answers }) => answers).toSorted((a, b) => b.atMs - a.atMs)[0];
  const isGiven = needed.every(isAnsweredFor);
  return {
    given: isGiven && last ? { by: last.name, at: new Date(last.atMs).toISOString() } : null,
    mayGive: !isGiven && actor.type === 'user' && mayAll(may),
    givers: members.filter(({ role }) => mayAll((permission) => roleMay(role, permission))).map(({ name }) => name),
  };
}
