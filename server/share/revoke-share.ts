import { AppError } from '#core/errors.ts';
import { revokeShareSchema } from '#core/share/schema.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';

/** Ends a link at once: the next call with it is refused. Revoking again changes nothing. */
export const revokeShare = command(
  {
    can: 'share.edit',
    input: revokeShareSchema,
    output: okSchema,
    audit: 'share.revoked',
  },
  async (tx, ctx, { linkId }) => {
    const { migrationId } = ctx;
    const revokedAt = ctx.now();
    const revokedBy = 'name' in ctx.actor ? ctx.actor.name : '';
    const { count } = await tx.shareLink.updateMany({
      where: { migrationId, id: linkId, revokedAt: null },
      data: { revokedAt, revokedBy },
    });
    const link = await tx.shareLink.findUnique({
      where: { migrationId_id: { migrationId, id: linkId } },
      select: { name: true },
    });
    if (!link) throw new AppError('NOT_FOUND', 'There is no such link in this migration.');
    if (count === 0) return { result: OK, change: null };
    return {
      result: OK,
      change: {
        subject: { type: 'share', id: linkId, name: link.name },
        after: { revokedAt: revokedAt.toISOString() },
      },
      emit: [{ topic: 'plan', ids: [] }],
    };
  },
);
