import { AppError } from '#core/errors.ts';
import { type Mark, markSchema } from '#core/mark/schema.ts';
import { approveMarkSchema } from '#core/plan/schema.ts';
import { secondPerson } from '../approval/second-person.ts';
import { command } from '../command.ts';
import type { Tx } from '../scope.ts';
import { loadMarksInForce } from './load-marks.ts';
import { markMaker } from './waiting-marks.ts';

/** The second person behind a mark that says better than a run did. It holds until a run fails the item again. */
export const approveMark = command(
  {
    can: 'approve',
    input: approveMarkSchema,
    output: markSchema,
    audit: 'plan.mark_approved',
  },
  async (tx, ctx, { markId }) => {
    const { migrationId } = ctx;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`marks of ${migrationId}`}, 0))`;
    const evidence = await getWaiting(tx, migrationId, markId);
    const mark = await tx.planMark.findUniqueOrThrow({
      where: { migrationId_id: { migrationId, id: markId } },
      select: {
        id: true,
        part: true,
        name: true,
        member: true,
        status: true,
        by: true,
        byId: true,
        keyId: true,
        recordedAt: true,
      },
    });
    const person = await secondPerson(tx, ctx, [markMaker(mark)], 'marked it');
    await tx.markApproval.create({
      data: {
        migrationId,
        markId,
        at: ctx.now(),
        byId: person.id,
        by: person.name,
        independence: person.independence,
        againstRunId: evidence.runId,
        againstAt: new Date(evidence.at),
      },
    });
    const { part, name, member } = mark;
    const after = (await loadMarksInForce(tx, migrationId)).find((one) => one.id === markId);
    if (!after) throw new Error('A mark that was approved does not hold.');
    return {
      result: after,
      change: {
        subject: { type: 'plan item', id: markId, name: [part, name, member].filter(Boolean).join(' ') },
        before: { status: evidence.status, by: evidence.by, runId: evidence.runId },
        after: { status: mark.status, by: mark.by, independence: person.independence },
      },
      emit: [
        { topic: 'plan', ids: [] },
        { topic: 'verdict', ids: [] },
      ],
    };
  },
);

/** What a run says of the item that the mark, which waits, is about. */
async function getWaiting(tx: Tx, migrationId: string, markId: string): Promise<NonNullable<Mark['against']>> {
  const holds = (await loadMarksInForce(tx, migrationId)).find(({ waiting }) => waiting?.id === markId);
  const evidence = holds?.against ?? holds;
  if (evidence?.runId) {
    const { status, by, at, runId } = evidence;
    return { status, by, at, runId };
  }
  const known = await tx.planMark.findUnique({
    where: { migrationId_id: { migrationId, id: markId } },
    select: { id: true },
  });
  if (!known) throw new AppError('NOT_FOUND', 'There is no such mark in this migration.');
  throw new AppError(
    'CONFLICT',
    'This mark waits for no approval: it is approved already, or a newer mark has replaced it.',
  );
}
