import { withdrawMeetingSchema } from '#core/decision/schema.ts';
import { byOf } from '../by.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { lockOpenMeeting } from './lock-meeting.ts';

/** Ends a meeting without a decision. What was frozen and said stays. */
export const withdrawMeeting = command(
  {
    can: 'decision.hold',
    input: withdrawMeetingSchema,
    output: okSchema,
    audit: 'decision.withdrawn',
  },
  async (tx, ctx, { decisionId }) => {
    const { migrationId } = ctx;
    const { number } = await lockOpenMeeting(tx, migrationId, decisionId);
    await tx.decision.update({
      where: { migrationId_id: { migrationId, id: decisionId } },
      data: { state: 'withdrawn', withdrawnAt: ctx.now(), withdrawnBy: byOf(ctx).name },
      select: { id: true },
    });
    return {
      result: OK,
      change: { subject: { type: 'decision', id: decisionId, name: `G-${number}` } },
      emit: [{ topic: 'decision', ids: [decisionId] }],
    };
  },
);
