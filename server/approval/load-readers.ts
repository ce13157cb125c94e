import type { WaitingItem } from '#core/approval/schema.ts';
import { roleSchema } from '#core/member/schema.ts';
import { roleMay } from '#core/permissions.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';
import { judgeReader, loadJudge, type Maker } from './second-person.ts';

/** Of something that waits: why the reader cannot approve it, and by name who can. */
export type JudgeReaders = (
  makers: readonly Maker[],
  /** What they did, after "who": "marked it". */
  what: string,
) => Pick<WaitingItem, 'refusal' | 'approvers'>;

export async function loadReaders(tx: Tx, ctx: MigrationContext): Promise<JudgeReaders> {
  const judgeAs = await loadJudge(tx, ctx);
  const judge = await judgeReader(tx, ctx, judgeAs);
  const members = await tx.membership.findMany({
    where: { migrationId: ctx.migrationId },
    orderBy: [{ since: 'asc' }, { userId: 'asc' }],
    select: { userId: true, role: true, user: { select: { name: true, createdAt: true } } },
  });
  const approvers = members.flatMap(({ userId, role, user: { name, createdAt } }) => {
    const may = (permission: Parameters<typeof roleMay>[1]) => roleMay(roleSchema.parse(role), permission);
    if (!may('approve')) return [];
    return [{ name, judge: judgeAs({ id: userId, name, createdAt: createdAt.toISOString(), may }) }];
  });
  const judged = new Map<string, ReturnType<JudgeReaders>>();
  return (makers, what) => {
    // Thousands of changes of one apply have the same makers, and the history of accounts is long.
    const question = JSON.stringify([makers, what]);
    const known = judged.get(question);
    if (known) return known;
    const own = judge(makers, what);
    const refusal = own.ok ? null : own.refusal;
    const answer = {
      refusal: ctx.may('approve') ? refusal : 'Your role in this migration approves nothing.',
      approvers: approvers.filter((one) => one.judge(makers, what).ok).map(({ name }) => name),
    };
    judged.set(question, answer);
    return answer;
  };
}
