import { z } from 'zod';
import { decisionListItemSchema, decisionViewSchema, getDecisionSchema } from '#core/decision/schema.ts';
import { AppError } from '#core/errors.ts';
import { bySlugSchema } from '#core/schema-parts.ts';
import { dayOf } from '#core/time/day.ts';
import type { MigrationContext } from '../context.ts';
import { query } from '../query.ts';
import type { Tx } from '../scope.ts';
import { conditionColumns, type MeetingRow, meetingColumns, presentMeeting, voteColumns } from './present.ts';

/** Every meeting there was, the newest first. */
export const listDecisions = query(
  {
    can: 'migration.read',
    // A key may leave it out: it belongs to one migration.
    input: bySlugSchema,
    output: z.array(decisionListItemSchema),
  },
  async (tx, ctx) => {
    const rows = await tx.decision.findMany({
      where: { migrationId: ctx.migrationId },
      orderBy: { number: 'desc' },
      select: meetingColumns,
    });
    return await present(tx, ctx, rows);
  },
);

/** One meeting with what was frozen. */
export const getDecision = query(
  {
    can: 'migration.read',
    input: getDecisionSchema,
    output: decisionViewSchema,
  },
  async (tx, ctx, { number }) => {
    const { migrationId } = ctx;
    const row = await tx.decision.findUnique({
      where: { migrationId_number: { migrationId, number } },
      select: { ...meetingColumns, snapshot: true },
    });
    const [meeting] = row ? await present(tx, ctx, [row]) : [];
    if (!row || !meeting) throw new AppError('NOT_FOUND', `There is no decision G-${number} in this migration.`);
    return { ...meeting, snapshot: row.snapshot, seal: await findSeal(tx, row.auditEntryId) };
  },
);

async function present(tx: Tx, { migrationId, now }: MigrationContext, rows: readonly MeetingRow[]) {
  const where = { migrationId, decisionId: { in: rows.map(({ id }) => id) } };
  const votes = await tx.decisionVote.findMany({ where, orderBy: { at: 'asc' }, select: voteColumns });
  const conditions = await tx.decisionCondition.findMany({
    where,
    orderBy: { ordinal: 'asc' },
    select: conditionColumns,
  });
  const seals = await tx.auditSeal.findMany({
    where: { entryId: { in: rows.flatMap(({ auditEntryId }) => auditEntryId ?? []) } },
    select: { entryId: true, sealedAt: true },
  });
  const { timeZone } = await tx.migration.findUniqueOrThrow({
    where: { id: migrationId },
    select: { timeZone: true },
  });
  const sealedAt = new Map(seals.map((seal) => [seal.entryId, seal.sealedAt]));
  return rows.map((row) =>
    presentMeeting(row, {
      votes: votes.filter(({ decisionId }) => decisionId === row.id),
      conditions: conditions.filter(({ decisionId }) => decisionId === row.id),
      sealedAt: sealedAt.get(row.auditEntryId ?? ''),
      today: dayOf(now().getTime(), timeZone),
    }),
  );
}

async function findSeal(tx: Tx, entryId: string | null) {
  if (entryId === null) return null;
  const [seal] = await tx.$queryRaw<{ seq: bigint; hash: string; chainHash: string }[]>`
    SELECT s.seq, e.hash, s.chain_hash AS "chainHash" FROM audit_seal s JOIN audit_entry e ON e.id = s.entry_id
    WHERE s.entry_id = ${entryId}::uuid`;
  return seal ? { ...seal, seq: Number(seal.seq) } : null;
}
