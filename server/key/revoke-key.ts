import { AppError } from '#core/errors.ts';
import { revokeKeySchema } from '#core/key/schema.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';

/** Ends a key at once: the next call with it is refused. Revoking again changes nothing. */
export const revokeKey = command(
  {
    can: 'keys.edit',
    input: revokeKeySchema,
    output: okSchema,
    audit: 'key.revoked',
  },
  async (tx, ctx, { keyId }) => {
    const { migrationId } = ctx;
    const revokedAt = ctx.now();
    const { count } = await tx.apiKey.updateMany({
      where: { migrationId, id: keyId, revokedAt: null },
      data: { revokedAt },
    });
    const key = await tx.apiKey.findUnique({
      where: { migrationId_id: { migrationId, id: keyId } },
      select: { name: true, prefix: true },
    });
    if (!key) throw new AppError('NOT_FOUND', 'There is no such key in this migration.');
    if (count === 0) return { result: OK, change: null };
    const subject = { type: 'key', id: keyId, name: key.name };
    return {
      result: OK,
      change: { subject, after: { prefix: key.prefix, revokedAt: revokedAt.toISOString() } },
      emit: [{ topic: 'plan', ids: [] }],
    };
  },
);
