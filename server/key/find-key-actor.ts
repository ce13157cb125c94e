import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { rightsOf } from '#core/key/rights.ts';
import { scopeSchema } from '#core/key/schema.ts';
import { roleSchema } from '#core/member/schema.ts';
import type { AgentActor } from '../actor.ts';
import { sha256 } from '../canonical.ts';
import type { Context } from '../context.ts';
import { poolOf } from '../db.ts';
import { rawOn } from '../raw-connection.ts';
import { EndedKeyError } from './ended-key-error.ts';
import { parseKeyText } from './key-text.ts';
import { noteKeyUse } from './note-key-use.ts';

type KeyRow = {
  id: string;
  migration_id: string;
  name: string;
  secret_hash: string;
  scopes: string[];
  all_datasets: boolean;
  dataset_ids: string[];
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
  behind: string;
  behind_id: string | null;
  behind_role: string | null;
  created_at: Date;
};

/**
 * The agent behind a key; null where it is unknown or wrong. Throws `EndedKeyError` where it has expired, was revoked, or the person
 * behind it has lost what it takes. One statement, asked anew on every call.
 */
export async function findKeyActor(ctx: Pick<Context, 'db' | 'now'>, text: string): Promise<AgentActor | null> {
  const given = parseKeyText(text);
  if (!given) return null;
  const pool = poolOf(ctx.db);
  const [key] = await (pool ? rawOn(pool) : ctx.db).$queryRaw<
    KeyRow[]
  >`SELECT * FROM parallax_find_key(${given.prefix})`;
  if (!key || !isEqual(key.secret_hash, sha256(given.secret))) return null;
  const now = ctx.now();
  const actor = actorOf(key);
  if (key.revoked_at !== null) throw new EndedKeyError(actor, `The key was revoked on ${dayOf(key.revoked_at)}.`);
  if (key.expires_at !== null && key.expires_at <= now) {
    throw new EndedKeyError(actor, `The key expired on ${dayOf(key.expires_at)}.`);
  }
  if (actor.scopes.length === 0 && actor.withheld) throw new EndedKeyError(actor, actor.withheld.why);
  await noteKeyUse(ctx, { id: key.id, migrationId: key.migration_id, lastUsedAt: key.last_used_at }, now);
  return actor;
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

function actorOf(key: KeyRow): AgentActor {
  const role = key.behind_role === null ? null : roleSchema.parse(key.behind_role);
  const behind = key.behind_id === null ? null : { name: key.behind, role };
  const { scopes, withheld } = rightsOf(z.array(scopeSchema).parse(key.scopes), behind);
  return {
    type: 'agent',
    keyId: key.id,
    name: key.name,
    migrationId: key.migration_id,
    scopes,
    withheld,
    datasetIds: key.all_datasets ? null : key.dataset_ids,
    madeAt: key.created_at,
  };
}

function isEqual(stored: string, given: string): boolean {
  return timingSafeEqual(Buffer.from(stored, 'hex'), Buffer.from(given, 'hex'));
}
