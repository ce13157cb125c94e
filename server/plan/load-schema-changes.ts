import type { EnteredWindow } from '#core/evidence/plan-facts.ts';
import type { SchemaChange } from '#core/plan/schema-changes.ts';
import type { Tx } from '../scope.ts';

/**
 * Open differences of schemas, and since when: the last beginning of a span that no other one runs into, because a change of severity
 * begins one too. Not asked where nothing is or was frozen.
 */
export async function loadSchemaChanges(
  tx: Tx,
  migrationId: string,
  windows: readonly Pick<EnteredWindow, 'entry'>[],
): Promise<SchemaChange[]> {
  if (!windows.some(({ entry }) => entry.kind === 'freeze')) return [];
  const rows = await tx.$queryRaw<(Omit<SchemaChange, 'seenAt'> & { seenAt: Date })[]>`
    SELECT d.number, d.title, d.dataset_id AS "datasetId", max(s.from_at) AS "seenAt"
    FROM discrepancy d
    JOIN discrepancy_span s ON s.migration_id = d.migration_id AND s.discrepancy_id = d.id
    WHERE d.migration_id = ${migrationId}::uuid AND d.class = 'schema'
      AND EXISTS (SELECT FROM discrepancy_span open
                  WHERE open.migration_id = d.migration_id AND open.discrepancy_id = d.id AND open.to_at IS NULL)
      AND NOT EXISTS (SELECT FROM discrepancy_span before
                      WHERE before.migration_id = s.migration_id AND before.discrepancy_id = s.discrepancy_id
                        AND before.to_at = s.from_at)
    GROUP BY d.number, d.title, d.dataset_id`;
  return rows.map(({ seenAt, ...row }) => ({ ...row, seenAt: seenAt.toISOString() }));
}
