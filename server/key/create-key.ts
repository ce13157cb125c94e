import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { createdKeySchema, newKeySchema } from '#core/key/schema.ts';
import { roleMayGrant } from '#core/permissions.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { sha256 } from '../canonical.ts';
import { command } from '../command.ts';
import type { MigrationContext } from '../context.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';
import { newKeyText } from './key-text.ts';
import { keyColumns, presentKey } from './present.ts';

/**
 * Makes a key and tells its secret, once. It is kept as a plain SHA-256: a slow hash protects guessable passwords, but 256 random
 * bits cannot be guessed, and every call of an agent is checked against it. To rotate, make the new key, then revoke the old one.
 */
export const createKey = command(
  {
    can: 'keys.edit',
    input: z.strictObject({ migrationId: uuidSchema, ...newKeySchema.shape }),
    output: createdKeySchema,
    audit: 'key.created',
  },
  async (tx, ctx, { name, scopes, datasetIds, expiresAt }) => {
    const { migrationId } = ctx;
    const now = ctx.now();
    if (expiresAt !== null && new Date(expiresAt) <= now) throw refused('/expiresAt', 'must lie in the future');
    const tooMuch = scopes.findIndex((scope) => ctx.role !== null && !roleMayGrant(ctx.role, scope));
    if (tooMuch >= 0) throw refused(`/scopes/${tooMuch}`, 'gives more rights than your role has');
    if (datasetIds) await refuseUnknownDatasets(tx, ctx, datasetIds);
    const { prefix, secret, text } = newKeyText();
    const row = await tx.apiKey.create({
      data: {
        id: newId(),
        migrationId,
        name,
        prefix,
        secretHash: sha256(secret),
        scopes: [...new Set(scopes)],
        allDatasets: datasetIds === null,
        datasetIds: datasetIds ?? [],
        createdAt: now,
        createdById: ctx.actor.type === 'user' ? ctx.actor.id : null,
        createdBy: 'name' in ctx.actor ? ctx.actor.name : '',
        expiresAt,
      },
      select: keyColumns,
    });
    const key = presentKey(row, now);
    return {
      result: { key, secret: text },
      change: {
        subject: { type: 'key', id: key.id, name },
        after: { prefix: key.prefix, scopes, datasetIds, expiresAt },
      },
      emit: [{ topic: 'plan', ids: [] }],
    };
  },
);

async function refuseUnknownDatasets(tx: Tx, ctx: MigrationContext, ids: readonly string[]): Promise<void> {
  const where = { migrationId: ctx.migrationId, id: { in: [...ids] } };
  const known = new Set((await tx.dataset.findMany({ where, select: { id: true } })).map(({ id }) => id));
  const unknown = ids.findIndex((id) => !known.has(id.toLowerCase()));
  if (unknown >= 0) throw refused(`/datasetIds/${unknown}`, 'is not a dataset of this migration');
}

const refused = (pointer: string, message: string) =>
  new AppError('UNPROCESSABLE', 'The key was not made.', { problems: [{ pointer, message }] });
