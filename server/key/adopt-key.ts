import { AppError } from '#core/errors.ts';
import { adoptKeySchema, keyViewSchema } from '#core/key/schema.ts';
import { byOf } from '../by.ts';
import { command } from '../command.ts';
import { beyondRole } from './insert-key.ts';
import { keyColumns, loadRolesBehind, presentKey, stateOf } from './present.ts';

/**
 * Takes over a key as it is: from now on it has the rights of who adopts it, who must hold all that it was made for. What it did before was
 * done by who stood behind it then.
 */
export const adoptKey = command(
  {
    can: 'keys.edit',
    input: adoptKeySchema,
    output: keyViewSchema,
    audit: 'key.adopted',
  },
  async (tx, ctx, { keyId }) => {
    const { migrationId } = ctx;
    const now = ctx.now();
    const where = { migrationId_id: { migrationId, id: keyId } };
    const key = await tx.apiKey.findUnique({ where, select: keyColumns });
    if (!key) throw new AppError('NOT_FOUND', 'There is no such key in this migration.');
    const roles = await loadRolesBehind(tx, migrationId);
    const state = stateOf(key, now, roles);
    if (state === 'revoked' || state === 'expired') {
      throw new AppError('CONFLICT', `This key is ${state}. Make a new one instead.`);
    }
    const before = presentKey(key, now, roles);
    const beyond = before.scopes[beyondRole(ctx, before.scopes)];
    if (beyond) {
      const message = `This key has the scope ${beyond}, which your role does not give: somebody who holds it has to adopt the key.`;
      throw new AppError('FORBIDDEN', message);
    }
    const by = byOf(ctx);
    if (by.id === key.behindId) return { result: before, change: null };
    const data = { behindId: by.id, behind: by.name, adoptedAt: now };
    const row = await tx.apiKey.update({ where, data, select: keyColumns });
    return {
      result: presentKey(row, now, roles),
      change: {
        subject: { type: 'key', id: keyId, name: key.name },
        before: { behind: before.behind },
        after: { prefix: before.prefix, behind: by.name, scopes: before.scopes },
      },
      emit: [{ topic: 'plan', ids: [] }],
    };
  },
);
