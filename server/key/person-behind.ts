import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';

/** What a key does counts as done by who stands behind it, having made or adopted it: they do not approve it either. Null: nobody known. */
export async function personBehind(tx: Tx, { actor, migrationId }: MigrationContext): Promise<string | null> {
  if (actor.type === 'user') return actor.id;
  if (actor.type !== 'agent') return null;
  const where = { migrationId_id: { migrationId, id: actor.keyId } };
  return (await tx.apiKey.findUnique({ where, select: { behindId: true } }))?.behindId ?? null;
}
