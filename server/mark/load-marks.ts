import { marksInForce } from '#core/mark/marks-in-force.ts';
import type { Mark } from '#core/mark/schema.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '../scope.ts';
import { type MarkRow, presentMark } from './present.ts';

/** Every mark there is, oldest first. */
export async function loadMarks(tx: Tx, migrationId: string): Promise<Mark[]> {
  const rows = await tx.$queryRaw<MarkRow[]>`
    SELECT ${columns} FROM ${standing(migrationId)} ORDER BY m.at, m.id`;
  return rows.map((row) => presentMark(row));
}

/** The mark that holds for every item and member. */
export async function loadMarksInForce(tx: Tx, migrationId: string): Promise<Mark[]> {
  // Of each check, or people, and status only the newest can matter.
  const rows = await tx.$queryRaw<MarkRow[]>`
    SELECT DISTINCT ON (m.part, m.name, m.member, m.run_id IS NULL, s.check_id, a.mark_id IS NULL, m.status) ${columns}
    FROM ${standing(migrationId)}
    ORDER BY m.part, m.name, m.member, m.run_id IS NULL, s.check_id, a.mark_id IS NULL, m.status, m.at DESC, m.id DESC`;
  const oldestFirst = rows.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  return [...marksInForce(oldestFirst.map((row) => presentMark(row))).values()];
}

const columns = Prisma.sql`
  m.id, m.part, m.name, m.member, m.status, m.note, m.evidence, m.due_on AS "dueOn", m.at, m.by, m.by_id AS "byId", m.run_id AS "runId",
  s.check_id AS "checkId",
  CASE WHEN a.mark_id IS NOT NULL
    THEN json_build_object('by', a.by, 'at', a.at, 'independence', a.independence, 'againstAt', a.against_at) END AS approval`;

/**
 * Marks that say something of the item as it is. What a superseded run said no longer holds, nor what people said of a statement or a
 * scenario that means something else by now: unless that is against it.
 */
const standing = (migrationId: string) => Prisma.sql`
  plan_mark m
  LEFT JOIN mark_approval a ON a.migration_id = m.migration_id AND a.mark_id = m.id
  LEFT JOIN run_receipt s ON s.migration_id = m.migration_id AND s.run_id = m.run_id
  LEFT JOIN plan_item i ON i.migration_id = m.migration_id AND i.part = m.part AND i.name = m.name
  WHERE m.migration_id = ${migrationId}::uuid
    AND (m.run_id IS NULL OR NOT EXISTS (
      SELECT FROM run_receipt later WHERE later.migration_id = m.migration_id AND later.supersedes_run_id = m.run_id
        AND later.correction = 'counts'))
    AND (m.run_id IS NOT NULL OR m.at >= i.meant_since OR i.id IS NULL OR m.status IN ('failed', 'withdrawn', 'not_documented'))`;
