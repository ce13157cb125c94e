import type { OpenCondition } from '#core/verdict/other-reasons.ts';
import type { Tx } from '../scope.ts';

/** Conditions of decisions that count, that is from their seal on, and that nobody has marked as done. */
export async function loadOpenConditions(tx: Tx, migrationId: string): Promise<OpenCondition[]> {
  const rows = await tx.$queryRaw<(Omit<OpenCondition, 'decidedAt'> & { decidedAt: Date })[]>`
    SELECT d.number AS decision, c.text, c.owner, to_char(c.due_on, 'YYYY-MM-DD') AS "dueOn", d.decided_at AS "decidedAt"
    FROM decision_condition c
    JOIN decision d ON d.migration_id = c.migration_id AND d.id = c.decision_id
    JOIN audit_seal s ON s.entry_id = d.audit_entry_id
    WHERE c.migration_id = ${migrationId}::uuid AND c.done_at IS NULL AND d.state = 'decided'
    ORDER BY d.number, c.ordinal`;
  return rows.map(({ decidedAt, ...row }) => ({ ...row, decidedAt: decidedAt.toISOString() }));
}
