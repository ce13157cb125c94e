import { AppError } from '#core/errors.ts';
import type { Tx } from '../scope.ts';

/** Refuses what would leave a migration without anybody who may change it. Call with the memberships of it locked. */
export async function keepALead(tx: Tx, migrationId: string, leaving: string): Promise<void> {
  if (await hasOtherLead(tx, migrationId, leaving)) return;
  throw new AppError('CONFLICT', 'A migration needs a lead. Make somebody else lead first.');
}

export async function hasOtherLead(tx: Tx, migrationId: string, userId: string): Promise<boolean> {
  return (await tx.membership.count({ where: { migrationId, role: 'lead', userId: { not: userId } } })) > 0;
}

/** Two leads who remove one another at the same time must not both succeed. */
export async function lockMembers(tx: Tx, migrationId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM membership WHERE migration_id = ${migrationId}::uuid ORDER BY user_id FOR UPDATE`;
}
