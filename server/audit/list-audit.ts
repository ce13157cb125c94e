import { z } from 'zod';
import { auditPageSchema, listAuditSchema, listInstanceAuditSchema } from '#core/audit/schema.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { pageCursor } from '../page-cursor.ts';
import { query } from '../query.ts';
import type { Tx } from '../scope.ts';
import { type EntryRow, presentEntry } from './present.ts';

const cursorOf = pageCursor(z.tuple([z.iso.datetime(), uuidSchema]));

/** The audit trail of a migration, newest first. */
export const listAudit = query(
  {
    can: 'audit.read',
    input: listAuditSchema,
    output: auditPageSchema,
  },
  async (tx, ctx, { migrationId: _, ...input }) => await pageOf(tx, ctx.migrationId, input),
);

/** The audit trail of what belongs to no migration: people, set-up and sign-ins. */
export const listInstanceAudit = query(
  { can: 'instance.manageUsers', input: listInstanceAuditSchema, output: auditPageSchema },
  async (tx, _, input) => await pageOf(tx, null, input),
);

async function pageOf(
  tx: Tx,
  migrationId: string | null,
  { action, actorId, cursor, limit }: z.infer<typeof listInstanceAuditSchema>,
): Promise<z.infer<typeof auditPageSchema>> {
  const after = cursorOf.read(cursor);
  const rows = await tx.$queryRaw<(EntryRow & { id: string; at: Date })[]>`
    SELECT e.id, e.at, e.content, e.hash, s.seq, s.chain_hash AS "chainHash"
    FROM audit_entry e LEFT JOIN audit_seal s ON s.entry_id = e.id
    WHERE ${migrationId === null ? Prisma.sql`e.migration_id IS NULL` : Prisma.sql`e.migration_id = ${migrationId}::uuid`}
      ${action === undefined ? Prisma.empty : Prisma.sql`AND e.action = ${action}`}
      ${actorId === undefined ? Prisma.empty : Prisma.sql`AND e.actor_id = ${actorId}`}
      ${after === null ? Prisma.empty : Prisma.sql`AND (e.at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    ORDER BY e.at DESC, e.id DESC LIMIT ${limit + 1}`;
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => presentEntry(row)),
    nextCursor: rows.length > limit && last ? cursorOf.write([last.at.toISOString(), last.id]) : null,
  };
}
