import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Context } from './context.ts';
import { newId } from './new-id.ts';
import type { Tx } from './scope.ts';

/** What a deed changed, in values that may be shown: never a secret, never a row of customers. */
export type AuditChange = {
  subject: { type: string; id: string; name?: string };
  before?: unknown;
  after?: unknown;
};

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** RFC 8785, so that a hash of it can be recomputed in any language. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('A value without a JSON form cannot be made canonical.');
  return text;
}

/** Writes the entry beside the deed, in its transaction; the sealer numbers and chains it right after. */
export async function recordAudit(
  tx: Tx,
  ctx: Context,
  migrationId: string | null,
  action: string,
  change: AuditChange,
): Promise<void> {
  const id = newId();
  const at = ctx.now();
  const actor = actorInTrail(ctx);
  const content = canonicalJson({
    v: 1,
    id,
    migrationId,
    at: at.toISOString(),
    actor,
    action,
    subject: change.subject,
    before: change.before ?? null,
    after: change.after ?? null,
    requestId: ctx.requestId,
  });
  await tx.$executeRaw`
    WITH entry AS (
      INSERT INTO audit_entry (id, migration_id, at, action, actor_id, content, hash)
      VALUES (${id}::uuid, ${migrationId}::uuid, ${at}, ${action}, ${actor.id}, ${content}, ${sha256(content)})
    )
    INSERT INTO audit_pending (entry_id, migration_id) VALUES (${id}::uuid, ${migrationId}::uuid)`;
}

function actorInTrail({ actor }: Context): { type: string; id: string | null; name: string } {
  switch (actor.type) {
    case 'user':
      return { type: 'user', id: actor.id, name: actor.name };
    case 'agent':
      return { type: 'agent', id: actor.keyId, name: actor.name };
    case 'system':
      return { type: 'system', id: null, name: actor.name };
    case 'nobody':
      return { type: 'nobody', id: null, name: 'not signed in' };
  }
}
