import type { TrendPoint } from '#core/criteria/trend.ts';
import { addDays } from '#core/time/day.ts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { RawTx } from '../scope.ts';

/** Which transactions an answer has seen. `server`: since when the database runs; after a restart or a restore numbers mean something else. */
export type Seen = { snapshot: string; server: string };

/** Something computed holds for moments of [from, until), in milliseconds, while nothing it rests on was changed by a transaction it has not seen. */
type Holds = { seen: Seen; from: number; until: number };

/** What trends show of the days that are over, by criterion. `today`: the day that is not. */
export type PastTrends = { today: string; points: ReadonlyMap<string, readonly TrendPoint[]> };

type Cached = { answer?: Holds & { value: GoNoGo }; past?: Holds & { value: PastTrends } };

/** Migrations; some tens of kilobytes each. */
const MOST = 200;

/** In the memory of this process, for each database. */
const cache = new WeakMap<PrismaClient, Map<string, Cached>>();

function remember(db: PrismaClient, migrationId: string, more: Cached): void {
  const all = cache.get(db) ?? new Map<string, Cached>();
  cache.set(db, all);
  const known = all.get(migrationId);
  all.delete(migrationId);
  all.set(migrationId, { ...known, ...more });
  const [oldest] = all.keys();
  if (all.size > MOST && oldest !== undefined) all.delete(oldest);
}

/** Asked in the transaction that loads what is judged: its snapshot is what the answer has seen. */
export async function whatIsSeen(tx: RawTx): Promise<Seen> {
  const [seen] = await tx.$queryRaw<Seen[]>`
    SELECT pg_current_snapshot()::text AS snapshot, pg_postmaster_start_time()::text AS server`;
  if (!seen) throw new Error('The database does not say what it shows.');
  return seen;
}

export function cacheVerdict(db: PrismaClient, seen: Seen, answer: GoNoGo, until: number): void {
  remember(db, answer.migration.id, { answer: { value: answer, seen, from: Date.parse(answer.computedAt), until } });
}

export function cachePastTrends(db: PrismaClient, migrationId: string, value: PastTrends, holds: Holds): void {
  remember(db, migrationId, { past: { value, ...holds } });
}

/** The cached answer, if it is certainly what would be computed now. Triggers note every transaction that changes its inputs. */
export async function findCachedVerdict(
  tx: RawTx,
  db: PrismaClient,
  migrationId: string,
  now: Date,
): Promise<GoNoGo | null> {
  const answer = cache.get(db)?.get(migrationId)?.answer;
  if (!answer || !(await stillHolds(tx, migrationId, answer, now, 'infinity'))) return null;
  return atMoment(answer.value, now);
}

/** As above, of the days that are over. What is new of today changes nothing about them. */
export async function findCachedTrends(
  tx: RawTx,
  db: PrismaClient,
  migrationId: string,
  now: Date,
  today: string,
): Promise<PastTrends | null> {
  const past = cache.get(db)?.get(migrationId)?.past;
  if (past?.value.today !== today) return null;
  return (await stillHolds(tx, migrationId, past, now, addDays(today, -1))) ? past.value : null;
}

/** `upTo`: the last day that matters; infinity: the present too. */
async function stillHolds(
  tx: RawTx,
  migrationId: string,
  { seen, from, until }: Holds,
  now: Date,
  upTo: string,
): Promise<boolean> {
  if (now.getTime() < from || now.getTime() >= until) return false;
  const { snapshot, server } = seen;
  const [row] = await tx.$queryRaw<{ holds: boolean }[]>`
    SELECT pg_postmaster_start_time()::text = ${server} AND NOT EXISTS (
      SELECT FROM verdict_input_change WHERE migration_id = ${migrationId}::uuid
        AND transaction >= pg_snapshot_xmin(${snapshot}::pg_snapshot)::text::bigint AND since <= ${upTo}::date
        AND NOT pg_visible_in_snapshot(transaction::text::xid8, ${snapshot}::pg_snapshot)) AS holds`;
  return row?.holds ?? false;
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
