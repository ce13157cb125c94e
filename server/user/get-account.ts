import { AppError } from '#core/errors.ts';
import type { Tx } from '../scope.ts';

/** For administrators, who see everybody. */
export async function getAccount(tx: Tx, userId: string): Promise<{ id: string; name: string; email: string }> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { id: true, name: true, email: true } });
  if (!user) throw new AppError('NOT_FOUND', 'There is no such account.');
  return user;
}
