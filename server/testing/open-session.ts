import { systemContext } from '../context.ts';
import { enterScope, SYSTEM_SCOPE } from '../scope.ts';
import { startSession } from '../session/start-session.ts';
import type { SessionToken } from '../session/token.ts';
import { inTransaction } from '../transaction.ts';

/** Somebody signed in by password, without one being hashed. */
export async function openSession(userId: string): Promise<SessionToken> {
  const ctx = systemContext('test');
  const sid = await inTransaction(ctx.db, 'write', async (tx) => {
    await enterScope(tx, SYSTEM_SCOPE);
    return await startSession(tx, ctx, { userId, method: 'password', device: 'Test', address: '192.0.2.7' });
  });
  return { sub: userId, sid };
}
