import { AppError } from '#core/errors.ts';
import type { Tx } from '../scope.ts';
import { type MeetingRow, meetingColumns } from './present.ts';

/** The meeting, with everybody else who would change it waiting. Refuses one that is over. */
export async function lockOpenMeeting(tx: Tx, migrationId: string, id: string): Promise<MeetingRow> {
  await tx.$queryRaw`SELECT 1 FROM decision WHERE migration_id = ${migrationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const where = { migrationId_id: { migrationId, id } };
  const found = await tx.decision.findUnique({ where, select: meetingColumns });
  if (!found) throw new AppError('NOT_FOUND', 'There is no such meeting in this migration.');
  if (found.state === 'open') return found;
  const ended = found.state === 'decided' ? 'decided' : 'withdrawn';
  throw new AppError('CONFLICT', `G-${found.number} is ${ended} already.`);
}

/** The proposal that somebody saw when they agreed to it. */
export function refuseOtherProposal({ proposedAt }: MeetingRow, seenAt: string): Date {
  if (proposedAt === null) throw new AppError('UNPROCESSABLE', 'Nothing is proposed yet.');
  if (proposedAt.getTime() === Date.parse(seenAt)) return proposedAt;
  throw new AppError('CONFLICT', 'The proposal has changed since you looked at it. Look at it again.');
}
