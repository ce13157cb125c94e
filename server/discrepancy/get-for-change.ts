import { discrepancyStatusSchema } from '#core/discrepancy/schema.ts';
import { AppError } from '#core/errors.ts';
import type { AuditChange } from '../audit/record-audit.ts';
import type { Tx } from '../scope.ts';

const columns = { number: true, title: true, status: true, rowCount: true, cause: true, assigneeId: true } as const;

/** A discrepancy about to be changed, and how the audit trail names it. */
export async function getDiscrepancyForChange(tx: Tx, migrationId: string, id: string) {
  const row = await tx.discrepancy.findUnique({ where: { migrationId_id: { migrationId, id } }, select: columns });
  if (!row) throw new AppError('NOT_FOUND', 'There is no such discrepancy in this migration.');
  const subject: AuditChange['subject'] = { type: 'discrepancy', id, name: `D-${row.number} ${row.title}` };
  return { row: { ...row, status: discrepancyStatusSchema.parse(row.status) }, subject };
}
