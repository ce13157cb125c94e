import type { Tx } from '../scope.ts';

/** The last change of an outcome (of a criterion) or of the verdict that was recorded. */
export type RecordedOutcome = { at: Date; outcome: string; reason: string | null };

/** By criterion id; the verdict itself stands under the empty text. */
export async function listRecordedOutcomes(tx: Tx, migrationId: string): Promise<Map<string, RecordedOutcome>> {
  const rows = await tx.$queryRaw<(RecordedOutcome & { criterionId: string | null })[]>`
    SELECT DISTINCT ON (criterion_id) criterion_id AS "criterionId", at, outcome, reason
    FROM verdict_change WHERE migration_id = ${migrationId}::uuid
    ORDER BY criterion_id, at DESC, id DESC`;
  return new Map(rows.map((row) => [row.criterionId ?? '', row]));
}
