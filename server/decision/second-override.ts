import { isOverride } from '#core/decision/is-override.ts';
import { decisionOutcomeSchema, secondOverrideSchema } from '#core/decision/schema.ts';
import { AppError } from '#core/errors.ts';
import { verdictSchema } from '#core/verdict/schema.ts';
import { secondPerson } from '../approval/second-person.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { judgeMigration } from '../verdict/judge-migration.ts';
import { lockOpenMeeting, refuseOtherProposal } from './lock-meeting.ts';

/** Stands behind a go against the verdict, as the second person. Holds for the proposal that was looked at and no other. */
export const secondOverride = command(
  {
    can: 'decision.second',
    input: secondOverrideSchema,
    output: okSchema,
    audit: 'decision.seconded',
  },
  async (tx, ctx, { decisionId, proposedAt, comment }) => {
    const { migrationId } = ctx;
    const meeting = await lockOpenMeeting(tx, migrationId, decisionId);
    refuseOtherProposal(meeting, proposedAt);
    const { proposedById: userId } = meeting;
    const maker = { userId, permission: 'decision.hold', at: new Date(proposedAt) } as const;
    const { id, name, independence } = await secondPerson(tx, ctx, [maker], 'proposed it');
    const { decision, waiting } = await judgeMigration(tx, migrationId, ctx.now());
    const outcome = decisionOutcomeSchema.parse(meeting.proposal);
    const waits = meeting.waits || waiting !== null;
    if (!isOverride(outcome, { frozen: verdictSchema.parse(meeting.verdict), live: decision.verdict, waits })) {
      throw new AppError('CONFLICT', 'This proposal goes against no verdict: it needs no second person.');
    }
    await tx.decision.update({
      where: { migrationId_id: { migrationId, id: decisionId } },
      data: {
        secondedAt: ctx.now(),
        secondedById: id,
        secondedBy: name,
        secondComment: comment,
        secondIndependence: independence,
      },
      select: { id: true },
    });
    return {
      result: OK,
      change: {
        subject: { type: 'decision', id: decisionId, name: `G-${meeting.number}` },
        after: {
          outcome,
          reason: meeting.reason,
          proposedBy: meeting.proposedBy,
          verdict: decision.verdict,
          comment,
          independence,
        },
      },
      emit: [{ topic: 'decision', ids: [decisionId] }],
    };
  },
);
