import { actText } from '#core/approval/act-text.ts';
import { vouchTie } from '#core/approval/find-tie.ts';
import { AppError } from '#core/errors.ts';
import type { AuditChange } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../scope.ts';
import { loadHistory } from './load-history.ts';
import { actorAsBy, noteAct } from './note-act.ts';

type Vouched = { userId: string; name: string; reason: string; migrationId: string | null };

/**
 * Vouches for an account: from now on it counts as that of a person of its own, whoever invited it or made a link into it before. Refused for
 * whoever could be acting as it themselves.
 */
export async function noteVouch(tx: Tx, ctx: Context, vouched: Vouched, admin = false): Promise<AuditChange> {
  const { userId, name, reason, migrationId } = vouched;
  const by = actorAsBy(ctx, admin);
  if (by === null) throw new AppError('FORBIDDEN', 'Only a person can vouch for another.');
  if (by.id === userId) throw new AppError('FORBIDDEN', 'Nobody vouches for themselves: a third person has to.');
  const { acts, nameOf } = await loadHistory(tx);
  const tie = vouchTie(by.id, userId, ctx.now().getTime(), acts);
  if (tie) {
    const chain = [...tie.one, ...tie.other].map((act) => actText(act, nameOf)).join('; ');
    throw new AppError('FORBIDDEN', `A third person has to vouch for ${name}: ${chain}, so one person could be both.`);
  }
  await noteAct(tx, ctx, by, { userId, kind: 'vouched', migrationId, note: reason });
  return { subject: { type: 'user', id: userId, name }, after: { reason } };
}
