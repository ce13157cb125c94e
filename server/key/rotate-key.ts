import { AppError } from '#core/errors.ts';
import { createdKeySchema, rotateKeySchema } from '#core/key/schema.ts';
import { command } from '../command.ts';
import { insertKey } from './insert-key.ts';
import { keyColumns, loadRolesBehind, presentKey, stateOf } from './present.ts';

/**
 * Makes a successor of the same name, scopes and datasets. The old key stays good for the overlap and then expires by itself, so
 * that agents can be moved one after the other and no call is refused in between.
 */
export const rotateKey = command(
  { can: 'keys.edit', input: rotateKeySchema, output: createdKeySchema, audit: 'key.rotated' },
  async (tx, ctx, { keyId, overlapMs, expiresAt }) => {
    const { migrationId } = ctx;
    const now = ctx.now();
    const old = await tx.apiKey.findUnique({
      where: { migrationId_id: { migrationId, id: keyId } },
      select: keyColumns,
    });
    if (!old) throw new AppError('NOT_FOUND', 'There is no such key in this migration.');
    const roles = await loadRolesBehind(tx, migrationId);
    const state = stateOf(old, now, roles);
    // One that has stopped is a key again with its successor, of which who rotates it is behind.
    if (state !== 'active' && state !== 'stopped')
      throw new AppError('CONFLICT', `This key is ${state}. Make a new one instead.`);
    const { name, scopes, datasetIds } = presentKey(old, now, roles);
    const { row, secret } = await insertKey(tx, ctx, { name, scopes, datasetIds, expiresAt });
    const overlapEnds = new Date(now.getTime() + overlapMs);
    const endsAt = old.expiresAt && old.expiresAt < overlapEnds ? old.expiresAt : overlapEnds;
    const { count } = await tx.apiKey.updateMany({
      where: { migrationId, id: keyId, revokedAt: null, replacedById: null },
      data: { replacedById: row.id, replacedAt: now, expiresAt: endsAt },
    });
    if (count === 0) throw new AppError('CONFLICT', 'This key was replaced or revoked already. Rotate its successor.');
    const key = presentKey(row, now, roles);
    return {
      result: { key, secret },
      change: {
        subject: { type: 'key', id: keyId, name },
        before: { prefix: `plx_${old.prefix}`, expiresAt: old.expiresAt?.toISOString() ?? null },
        after: { prefix: key.prefix, expiresAt, oldEndsAt: endsAt.toISOString(), scopes, datasetIds },
      },
      emit: [{ topic: 'plan', ids: [] }],
    };
  },
);
