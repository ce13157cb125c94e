import type { GoNoGo } from '#core/verdict/schema.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { RawTx } from '../scope.ts';

/** Which transactions an answer has seen. `server`: since when the database runs; after a restart or a restore numbers mean something else. */
export type Seen = { snapshot: string; server: string };

/** An answer, and what it holds for: moments of [from, until), in milliseconds, while nothing it rests on was changed by a transaction it has not seen. */
type Kept = { answer: GoNoGo; seen: Seen; from: number; until: number };

/** Some tens of kilobytes each. */
const MOST = 200;

/** In the memory of this process, for each database. */
const kept = new WeakMap<PrismaClient, Map<string, Kept>>();

/** Asked in the transaction that loads what is judged: its snapshot is what the answer has seen. */
export async function whatIsSeen(tx: RawTx): Promise<Seen> {
  const [seen] = await tx.$queryRaw<Seen[]>`
    SELECT pg_current_snapshot()::text AS snapshot, pg_postmaster_start_time()::text AS server`;
  if (!seen) throw new Error('The database does not say what it shows.');
  return seen;
}

export function keepVerdict(db: PrismaClient, seen: Seen, answer: GoNoGo, until: number): void {
  const from = Date.parse(answer.computedAt);
  const answers = kept.get(db) ?? new Map<string, Kept>();
  kept.set(db, answers);
  answers.delete(answer.migration.id);
  if (until <= from) return;
  answers.set(answer.migration.id, { answer, seen, from, until });
  const [oldest] = answers.keys();
  if (answers.size > MOST && oldest !== undefined) answers.delete(oldest);
}

/** What would be computed now, if an answer is kept of which that is certain. Triggers note every transaction that changes what it rests on. */
export async function findKeptVerdict(
  tx: RawTx,
  db: PrismaClient,
  migrationId: string,
  now: Date,
): Promise<GoNoGo | null> {
  const known = kept.get(db)?.get(migrationId);
  if (!known || now.getTime() < known.from || now.getTime() >= known.until) return null;
  const { snapshot, server } = known.seen;
  const [row] = await tx.$queryRaw<{ holds: boolean }[]>`
    SELECT pg_postmaster_start_time()::text = ${server} AND NOT EXISTS (
      SELECT FROM ground_change WHERE migration_id = ${migrationId}::uuid
        AND transaction >= pg_snapshot_xmin(${snapshot}::pg_snapshot)::text::bigint
        AND NOT pg_visible_in_snapshot(transaction::text::xid8, ${snapshot}::pg_snapshot)) AS holds`;
  return row?.holds ? atMoment(known.answer, now) : null;
}

/** The same at a later moment: what it says of itself when it was computed, and where its trends have got to. */
function atMoment(answer: GoNoGo, now: Date): GoNoGo {
  const at = now.toISOString();
  return {
    ...answer,
    computedAt: at,
    criteria: answer.criteria.map((criterion) => ({
      ...criterion,
      trend: criterion.trend.map((point, i) => (i === criterion.trend.length - 1 ? { ...point, at } : point)),
    })),
  };
}
