import { type ChainHead, EMPTY_CHAIN, type SealedEntry } from '#core/audit/chain.ts';
import type { Checkpoint } from '#core/audit/checkpoint.ts';
import { type AuditVerification, auditContentSchema, auditVerificationSchema } from '#core/audit/schema.ts';
import { type ChainVerdict, verifyChain } from '#core/audit/verify-chain.ts';
import { inOwnMigrationSchema, noInputSchema } from '#core/schema-parts.ts';
import { sha256 } from '../canonical.ts';
import { query } from '../query.ts';
import type { Tx } from '../scope.ts';
import { signingKey } from './signing-key.ts';
import { streamOf } from './stream-of.ts';

const PAGE = 5_000;

/**
 * Recomputes the whole chain of a migration from what its entries say, and holds it against every signed checkpoint. Also notices
 * entries that are in no chain and wait for none: somebody wrote them past the sealer.
 */
export const verifyAudit = query(
  {
    can: 'audit.read',
    input: inOwnMigrationSchema,
    output: auditVerificationSchema,
  },
  async (tx, { migrationId, now }) => await verifyAuditTrail(tx, migrationId, now()),
);

/** The same for the chain of what belongs to no migration. */
export const verifyInstanceAudit = query(
  { can: 'instance.manageUsers', input: noInputSchema, output: auditVerificationSchema },
  async (tx, { now }) => await verifyAuditTrail(tx, null, now()),
);

async function verifyAuditTrail(tx: Tx, migrationId: string | null, now: Date): Promise<AuditVerification> {
  const stream = streamOf(migrationId);
  const verdict = await verifyStream(tx, stream, await listCheckpoints(tx, stream));
  const { unsealed, stray } = await countUnsealed(tx, migrationId);
  const entries = await tx.auditSeal.count({ where: { stream } });
  const checkpoints = await tx.auditCheckpoint.count({ where: { stream } });
  const common = { entries, checkpoints, unsealed, checkedAt: now.toISOString() };
  if (!verdict.ok) return { ok: false, place: verdict.place, reason: verdict.reason, head: '', ...common };
  const { head } = verdict.head;
  if (stray === 0) return { ok: true, place: null, reason: null, head, ...common };
  return { ok: false, place: entries + 1, reason: `${stray} entries are in no chain.`, head, ...common };
}

/** Page by page, each starting from the head of the one before; checkpoints are held against the page they fall into. */
async function verifyStream(tx: Tx, stream: string, checkpoints: readonly Checkpoint[]): Promise<ChainVerdict> {
  const key = signingKey();
  const verifySignature = (content: string, { keyId, signature }: Checkpoint) =>
    keyId === key.id && key.verify(content, signature);
  let after: ChainHead = EMPTY_CHAIN;
  while (true) {
    const entries = await listSealed(tx, stream, after.count);
    const isLast = entries.length < PAGE;
    const end = after.count + entries.length;
    const due = checkpoints.filter(({ count }) => count > after.count && (isLast || count <= end));
    const verdict = verifyChain({ stream, entries, checkpoints: due, after, sha256, verifySignature });
    if (!verdict.ok || isLast) return verdict;
    after = verdict.head;
  }
}

async function listSealed(tx: Tx, stream: string, afterSeq: number): Promise<SealedEntry[]> {
  const rows = await tx.$queryRaw<
    { seq: bigint; chainHash: string; hash: string | null; content: string | null; fits: boolean }[]
  >`
    SELECT s.seq, s.chain_hash AS "chainHash", e.hash, e.content,
           coalesce(e.migration_id IS NOT DISTINCT FROM s.migration_id AND e.action = e.content::jsonb ->> 'action'
             AND e.at = (e.content::jsonb ->> 'at')::timestamptz
             AND e.actor_id IS NOT DISTINCT FROM e.content::jsonb #>> '{actor,id}'
             AND e.migration_id::text IS NOT DISTINCT FROM e.content::jsonb ->> 'migrationId', false) AS fits
    FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id
    WHERE s.stream = ${stream}::uuid AND s.seq > ${afterSeq} ORDER BY s.seq LIMIT ${PAGE}`;
  return rows.map(({ seq, chainHash, hash, content, fits }) => ({
    seq: Number(seq),
    chainHash,
    hash: hash ?? '',
    // Columns that say something else than the content are as bad as a changed content.
    content: fits && content !== null && isContent(content) ? content : '',
  }));
}

function isContent(text: string): boolean {
  return auditContentSchema.safeParse(JSON.parse(text)).success;
}

async function listCheckpoints(tx: Tx, stream: string): Promise<Checkpoint[]> {
  const rows = await tx.auditCheckpoint.findMany({ where: { stream }, orderBy: { count: 'asc' } });
  return rows.map(({ count, head, at, keyId, signature }) => ({
    count: Number(count),
    head,
    at: at.toISOString(),
    keyId,
    signature,
  }));
}

async function countUnsealed(tx: Tx, migrationId: string | null): Promise<{ unsealed: number; stray: number }> {
  const [row] = await tx.$queryRaw<{ unsealed: number; stray: number }[]>`
    SELECT count(*) FILTER (WHERE p.entry_id IS NOT NULL)::int AS unsealed, count(*) FILTER (WHERE p.entry_id IS NULL)::int AS stray
    FROM audit_entry e
    LEFT JOIN audit_seal s ON s.entry_id = e.id
    LEFT JOIN audit_pending p ON p.entry_id = e.id
    WHERE e.migration_id IS NOT DISTINCT FROM ${migrationId}::uuid AND s.entry_id IS NULL`;
  return row ?? { unsealed: 0, stray: 0 };
}
