import type { Mark } from '#core/plan/mark.ts';
import type { Tx } from '../scope.ts';
import { type MarkRow, presentMark } from './present.ts';

/** Every mark there is, oldest first. What a superseded run said no longer holds. */
export async function loadMarks(tx: Tx, migrationId: string): Promise<Mark[]> {
  const rows = await tx.$queryRaw<MarkRow[]>`
    SELECT m.part, m.name, m.member, m.status, m.note, m.evidence, m.due_on AS "dueOn", m.at, m.by, m.by_id AS "byId", m.run_id AS "runId"
    FROM plan_mark m
    WHERE m.migration_id = ${migrationId}::uuid
      AND (m.run_id IS NULL OR NOT EXISTS (
        SELECT FROM run_receipt later WHERE later.migration_id = m.migration_id AND later.supersedes_run_id = m.run_id))
    ORDER BY m.at, m.id`;
  return rows.map((row) => presentMark(row));
}

/** The newest mark of every item and member. What a superseded run said no longer holds. */
export async function loadNewestMarks(tx: Tx, migrationId: string): Promise<Mark[]> {
  const rows = await tx.$queryRaw<MarkRow[]>`
    SELECT DISTINCT ON (m.part, m.name, m.member) m.part, m.name, m.member, m.status, m.note, m.evidence, m.due_on AS "dueOn",
           m.at, m.by, m.by_id AS "byId", m.run_id AS "runId"
    FROM plan_mark m
    WHERE m.migration_id = ${migrationId}::uuid
      AND (m.run_id IS NULL OR NOT EXISTS (
        SELECT FROM run_receipt later WHERE later.migration_id = m.migration_id AND later.supersedes_run_id = m.run_id))
    ORDER BY m.part, m.name, m.member, m.at DESC, m.id DESC`;
  return rows.map((row) => presentMark(row));
}
