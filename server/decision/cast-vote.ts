import { castVoteSchema } from '#core/decision/schema.ts';
import { AppError } from '#core/errors.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { lockOpenMeeting } from './lock-meeting.ts';

/** Says what one thinks, in one's role; again in the place of what one said before, until it is decided. */
export const castVote = command(
  {
    can: 'decision.vote',
    input: castVoteSchema,
    output: okSchema,
    audit: 'decision.voted',
  },
  async (tx, ctx, { decisionId, vote, comment }) => {
    const { migrationId, actor, role } = ctx;
    if (actor.type !== 'user' || role === null) throw new AppError('FORBIDDEN', 'Only people vote.');
    const { number } = await lockOpenMeeting(tx, migrationId, decisionId);
    const where = { migrationId_decisionId_userId: { migrationId, decisionId, userId: actor.id } };
    const before = await tx.decisionVote.findUnique({ where, select: { vote: true, comment: true, role: true } });
    const data = { name: actor.name, role, vote, comment, at: ctx.now() };
    await tx.decisionVote.upsert({
      where,
      create: { migrationId, decisionId, userId: actor.id, ...data },
      update: data,
      select: { userId: true },
    });
    return {
      result: OK,
      change: {
        subject: { type: 'decision', id: decisionId, name: `G-${number}` },
        before,
        after: { vote, comment, role },
      },
      emit: [{ topic: 'decision', ids: [decisionId] }],
    };
  },
);
