import { z } from 'zod';
import { type ChainHead, chainHash, EMPTY_CHAIN } from '#core/audit/chain.ts';
import { checkpointContent } from '#core/audit/checkpoint.ts';
import { noInputSchema } from '#core/schema-parts.ts';
import { signingKey } from '../audit/signing-key.ts';
import { streamOf } from '../audit/stream-of.ts';
import { sha256 } from '../canonical.ts';
import { command } from '../command.ts';
import type { Tx } from '../scope.ts';

const AT_ONCE = 1_000;
/** Any number that nothing else locks. */
const SEALER_LOCK = 7_261_001;

/**
 * Numbers and chains what was committed since the last time, and signs where each chain stands now. Writers never wait for it;
 * only one sealer works at a time, whoever comes second seals nothing. Answers how many were sealed.
 */
export const sealAudit = command(
  {
    can: 'system',
    input: noInputSchema,
    output: z.strictObject({ sealed: z.int() }),
    audit: { none: 'The seals are the audit trail itself.' },
  },
  async (tx, ctx) => {
    const [lock] = await tx.$queryRaw<
      { mine: boolean }[]
    >`SELECT pg_try_advisory_xact_lock(${SEALER_LOCK}::bigint) AS mine`;
    const entries = lock?.mine ? await takePending(tx) : [];
    const sealedAt = ctx.now();
    for (const [migrationId, own] of Map.groupBy(entries, (entry) => entry.migrationId)) {
      await sealStream(tx, migrationId, own, sealedAt);
    }
    return { result: { sealed: entries.length } };
  },
);

type Pending = { id: string; migrationId: string | null; hash: string };

async function takePending(tx: Tx): Promise<Pending[]> {
  return await tx.$queryRaw<Pending[]>`
    WITH next AS (
      SELECT e.id, e.migration_id, e.hash, e.at FROM audit_pending p JOIN audit_entry e ON e.id = p.entry_id
      ORDER BY e.at, e.id LIMIT ${AT_ONCE}
    ), taken AS (
      DELETE FROM audit_pending p USING next WHERE p.entry_id = next.id
    )
    SELECT id, migration_id AS "migrationId", hash FROM next ORDER BY at, id`;
}

async function sealStream(
  tx: Tx,
  migrationId: string | null,
  entries: readonly Pending[],
  sealedAt: Date,
): Promise<void> {
  const stream = streamOf(migrationId);
  let head = await findHead(tx, stream);
  const seals = entries.map((entry) => {
    head = { count: head.count + 1, head: chainHash(stream, head, entry.hash, sha256) };
    return { stream, migrationId, seq: BigInt(head.count), entryId: entry.id, chainHash: head.head, sealedAt };
  });
  await tx.auditSeal.createMany({ data: seals });
  const key = signingKey();
  const at = sealedAt.toISOString();
  const signature = key.sign(checkpointContent(stream, { ...head, at }));
  await tx.auditCheckpoint.create({
    data: { stream, migrationId, count: BigInt(head.count), head: head.head, at: sealedAt, keyId: key.id, signature },
  });
}

async function findHead(tx: Tx, stream: string): Promise<ChainHead> {
  const last = await tx.auditSeal.findFirst({
    where: { stream },
    orderBy: { seq: 'desc' },
    select: { seq: true, chainHash: true },
  });
  return last ? { count: Number(last.seq), head: last.chainHash } : EMPTY_CHAIN;
}
