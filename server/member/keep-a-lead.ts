import { AppError } from '#core/errors.ts';
import type { Tx } from '../scope.ts';

/** Refuses what would leave a migration without anybody who may change it. Call with the memberships of it locked. */
export async function keepALead(tx: Tx, migrationId: string, leaving: string): Promise<void> {
  const others = await tx.membership.count({ where: { migrationId, role: 'lead', userId: { not: leaving } } });
  if (others === 0) throw new AppError('CONFLICT', 'A migration needs a lead. Make somebody else lead first.');
}

/** Two leads who remove one another at the same time must not both succeed. */
export async function lockMembers(tx: Tx, migrationId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM membership WHERE migration_id = ${migrationId}::uuid ORDER BY user_id FOR UPDATE`;
}
