import type { PrismaClient } from '#prisma/generated/client.ts';
import { AWAY, type Outage, outageOf } from '../database-error.ts';
import { poolOf } from '../db.ts';
import { hasNoRoom } from './no-room.ts';
import { currentWriteFailure, lastWriteFailure } from './write-failure.ts';

const WITHIN_MS = 2_000;

/** `ready`, or in words why requests should go elsewhere for now. */
export type Readiness = { ready: true } | { ready: false; reason: string };

/**
 * The database answers through the connections that requests use, has our tables, and takes what is written. Never throws, never
 * waits long. That all connections are busy for as long as this waits is a reason of its own.
 */
export async function checkReadiness(db: PrismaClient): Promise<Readiness> {
  const asked = db.$queryRaw<{ there: boolean }[]>`SELECT to_regclass('outbox_event') IS NOT NULL AS there`.then(
    (rows) => (rows[0]?.there === true ? null : 'The database has no tables of Parallax yet.'),
    async (error: unknown) => await whyNot(outageOf(error)),
  );
  const late = new Promise<string>((resolve) => {
    setTimeout(() => resolve(whyLate(db)), WITHIN_MS).unref();
  });
  const reason = (await Promise.race([asked, late])) ?? currentWriteFailure();
  return reason === null ? { ready: true } : { ready: false, reason };
}

/** A database that went away because its disk is full is reported apart from one that nobody can reach: it is not the network that has to be looked at. */
async function whyNot(outage: Outage | null): Promise<string> {
  if (outage !== AWAY) return outage?.message ?? 'The database cannot be queried.';
  if (await hasNoRoom()) return `${AWAY.message} There is no room on the disk of PARALLAX_DATA_DIR.`;
  const failure = lastWriteFailure();
  return failure === null ? AWAY.message : `${AWAY.message} Before that: ${failure}`;
}

function whyLate(db: PrismaClient): string {
  const isExhausted = (poolOf(db)?.waitingCount ?? 0) > 0;
  return isExhausted ? 'All connections to the database are in use.' : 'The database does not answer in time.';
}
