import { MINUTE_MS } from '#core/time/units.ts';
import { sha256 } from '../canonical.ts';
import type { Tx } from '../scope.ts';

const WINDOW_MS = 15 * MINUTE_MS;
const PER_ACCOUNT = 10;
/** Many people may share one address. */
const PER_ADDRESS = 100;

const accountBucket = (email: string) => `account:${sha256(email)}`;

/**
 * Counts an attempt before the password is looked at, so that parallel guesses are counted too. Answers how many seconds to wait,
 * or null to go on. An account that does not exist is counted like one that does.
 */
export async function countAttempt(tx: Tx, now: Date, email: string, address: string): Promise<number | null> {
  const account = await countIn(tx, now, accountBucket(email));
  const source = await countIn(tx, now, `address:${sha256(address)}`);
  const waits = [
    account.attempts > PER_ACCOUNT ? account.windowStart : null,
    source.attempts > PER_ADDRESS ? source.windowStart : null,
  ].map((start) => (start === null ? 0 : start.getTime() + WINDOW_MS - now.getTime()));
  const waitMs = Math.max(...waits);
  return waitMs > 0 ? Math.ceil(waitMs / 1_000) : null;
}

/** The right password was given: the account starts from nothing. */
export async function forgetAttempts(tx: Tx, email: string): Promise<void> {
  await tx.signInThrottle.deleteMany({ where: { bucket: accountBucket(email) } });
}

async function countIn(tx: Tx, now: Date, bucket: string): Promise<{ attempts: number; windowStart: Date }> {
  const oldest = new Date(now.getTime() - WINDOW_MS);
  const [row] = await tx.$queryRaw<{ attempts: number; windowStart: Date }[]>`
    INSERT INTO sign_in_throttle AS t (bucket, attempts, window_start) VALUES (${bucket}, 1, ${now})
    ON CONFLICT (bucket) DO UPDATE SET
      attempts = CASE WHEN t.window_start <= ${oldest} THEN 1 ELSE t.attempts + 1 END,
      window_start = CASE WHEN t.window_start <= ${oldest} THEN excluded.window_start ELSE t.window_start END
    RETURNING attempts, window_start AS "windowStart"`;
  if (!row) throw new Error('An attempt was not counted.');
  return row;
}
