import { z } from 'zod';
import { findProposalProblems } from '#core/decision/find-proposal-problems.ts';
import { proposeOutcomeSchema } from '#core/decision/schema.ts';
import { instantSchema } from '#core/schema-parts.ts';
import { dayOf } from '#core/time/day.ts';
import { verdictSchema } from '#core/verdict/schema.ts';
import { byOf } from '../by.ts';
import { command } from '../command.ts';
import { throwIfProblems } from '../throw-if-problems.ts';
import { lockOpenMeeting } from './lock-meeting.ts';

/** Puts an outcome before the meeting, in the place of the one before. Whoever agreed to that has agreed to nothing now. */
export const proposeOutcome = command(
  {
    can: 'decision.hold',
    input: proposeOutcomeSchema,
    output: z.strictObject({ proposedAt: instantSchema }),
    audit: 'decision.proposed',
  },
  async (tx, ctx, { migrationId: _, decisionId, ...proposal }) => {
    const { migrationId } = ctx;
    const meeting = await lockOpenMeeting(tx, migrationId, decisionId);
    const { timeZone } = await tx.migration.findUniqueOrThrow({
      where: { id: migrationId },
      select: { timeZone: true },
    });
    const now = ctx.now();
    const frozen = verdictSchema.parse(meeting.verdict);
    const problems = findProposalProblems(proposal, frozen, dayOf(now.getTime(), timeZone));
    throwIfProblems('This proposal is not valid.', problems);
    // Never the time of another proposal of this meeting: by it people say which one they mean.
    const proposedAt = new Date(Math.max(now.getTime(), (meeting.proposedAt?.getTime() ?? 0) + 1));
    const { id: proposedById, name: proposedBy } = byOf(ctx);
    await tx.decision.update({
      where: { migrationId_id: { migrationId, id: decisionId } },
      data: {
        proposal: proposal.outcome,
        reason: proposal.reason,
        proposedConditions: proposal.conditions,
        extendedTo: proposal.extendedTo === null ? null : new Date(proposal.extendedTo),
        proposedAt,
        proposedById,
        proposedBy,
        secondedAt: null,
        secondedById: null,
        secondedBy: null,
        secondComment: '',
        secondIndependence: null,
      },
      select: { id: true },
    });
    return {
      result: { proposedAt: proposedAt.toISOString() },
      change: { subject: { type: 'decision', id: decisionId, name: `G-${meeting.number}` }, after: proposal },
      emit: [{ topic: 'decision', ids: [decisionId] }],
    };
  },
);
