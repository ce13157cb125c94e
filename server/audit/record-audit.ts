import type { z } from 'zod';
import type { AuditContent, auditActorSchema } from '#core/audit/schema.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { asInstance, type RawTx } from '../scope.ts';

/** What an action changed, in values that may be shown: never a secret, never a row of customers. */
export type AuditChange = {
  subject: { type: string; id: string; name?: string };
  before?: unknown;
  after?: unknown;
  /** Chosen beforehand by an action that has to find its entry again. */
  entryId?: string;
};

/** Writes the entry beside the action, in its transaction; the sealer numbers and chains it right after. */
export async function recordAudit(
  tx: RawTx,
  ctx: Context,
  migrationId: string | null,
  action: string,
  change: AuditChange,
): Promise<void> {
  const id = change.entryId ?? newId();
  const at = ctx.now();
  const actor = actorInAuditTrail(ctx);
  const entry: AuditContent = {
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
  };
  const content = canonicalJson(entry);
  const write = () => tx.$executeRaw`
    WITH entry AS (
      INSERT INTO audit_entry (id, migration_id, at, action, actor_id, content, hash)
      VALUES (${id}::uuid, ${migrationId}::uuid, ${at}, ${action}, ${actor.id}, ${content}, ${sha256(content)})
    )
    INSERT INTO audit_pending (entry_id, migration_id) VALUES (${id}::uuid, ${migrationId}::uuid)`;
  await (migrationId === null ? asInstance(tx, write) : write());
}

function actorInAuditTrail({ actor }: Context): z.infer<typeof auditActorSchema> {
  switch (actor.type) {
    case 'user':
      return { type: 'user', id: actor.id, name: actor.name };
    case 'agent':
      return { type: 'agent', id: actor.keyId, name: actor.name };
    case 'share':
      return { type: 'share', id: actor.linkId, name: actor.name };
    case 'system':
      return { type: 'system', id: null, name: actor.name };
    case 'nobody':
      return { type: 'nobody', id: null, name: 'not signed in' };
  }
}
