import { refuseLateSchema } from '#core/late-evidence/schema.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { lockLate, settle } from './apply-late.ts';

/** The past stays as it is: what waited never counts. It stays readable, and what it found wrong goes on counting. */
export const refuseLate = command(
  {
    can: 'approve',
    input: refuseLateSchema,
    output: okSchema,
    audit: 'evidence.late_refused',
  },
  async (tx, ctx, { lateId, seen, reason }) => {
    const { migrationId, actor } = ctx;
    const late = await lockLate(tx, ctx, lateId, seen);
    await settle(tx, migrationId, lateId, 'refused');
    await tx.lateEvidence.update({
      where: { migrationId_id: { migrationId, id: lateId } },
      data: {
        state: 'refused',
        decidedAt: ctx.now(),
        decidedById: actor.type === 'user' ? actor.id : null,
        decidedBy: 'name' in actor ? actor.name : '',
        comment: reason,
      },
      select: { id: true },
    });
    return {
      result: OK,
      change: { subject: { type: 'late evidence', id: lateId, name: late.keyName }, after: { results: seen, reason } },
      emit: [
        { topic: 'plan', ids: [] },
        { topic: 'run', ids: [] },
      ],
    };
  },
);
