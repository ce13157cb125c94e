import { createdKeySchema, createKeySchema } from '#core/key/schema.ts';
import { command } from '../command.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';
import { insertKey, keyRefused } from './insert-key.ts';
import { loadRolesBehind, presentKey } from './present.ts';

/** Makes a key and returns its secret, once. */
export const createKey = command(
  {
    can: 'keys.edit',
    input: createKeySchema,
    output: createdKeySchema,
    audit: 'key.created',
  },
  async (tx, ctx, { name, scopes, datasetIds, expiresAt }) => {
    if (datasetIds) await refuseUnknownDatasets(tx, ctx, datasetIds);
    const { row, secret } = await insertKey(tx, ctx, { name, scopes, datasetIds, expiresAt });
    const key = presentKey(row, ctx.now(), await loadRolesBehind(tx, ctx.migrationId));
    return {
      result: { key, secret },
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
  if (unknown >= 0) throw keyRefused(`/datasetIds/${unknown}`, 'is not a dataset of this migration');
}
