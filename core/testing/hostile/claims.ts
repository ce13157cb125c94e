import type { CheckKind } from '../../check/kinds.ts';
import type { Run, RunOf } from '../../run/schema.ts';
import { HOUR_MS } from '../../time/units.ts';
import type { World } from './honest-runs.ts';

/**
 * The oracle: what runs that were taken claim, read a second time and as strictly as it gets, with whole numbers only and without any
 * of the code that judges. A criterion may be met only where this says that the claims, if they are true, deserve it.
 */
export type Claims = { runs: readonly Run[]; world: World; nowMs: number };

type Rows = RunOf<'field_level'> | RunOf<'noise_floor'>;

/** Daily, an hour late at most. */
const HOLDS_MS = 25 * HOUR_MS;
export const readMs = ({ asOf }: Run) => Math.min(Date.parse(asOf.legacy.time), Date.parse(asOf.target.time));

/** Both sides were read within the hour, or no count says that anything was written in between. */
export function isReadAtOnce({ asOf }: Run, { runs }: Claims): boolean {
  const apartMs = Math.abs(Date.parse(asOf.legacy.time) - Date.parse(asOf.target.time));
  const counted = runs.flatMap((run) => (run.kind === 'record_count' && !run.failure ? [run.counts] : []));
  const isStill = (['legacy', 'target'] as const).every(
    (side) => new Set(counted.map((count) => count[side])).size < 2,
  );
  return apartMs <= HOUR_MS || isStill;
}

/** It speaks of now, of everything, and nothing in it says otherwise. */
export function isWhole(run: Run, claims: Pick<Claims, 'nowMs'>): boolean {
  return isAll(run) && isHeard(run, claims);
}

const isAll = ({ coverage, window }: Run) =>
  coverage.method === 'full' && coverage.skippedChunks === 0 && window === null;

/** It compared something, of whatever part, and speaks of now. */
export function isHeard(run: Run, { nowMs }: Pick<Claims, 'nowMs'>): boolean {
  const { coverage, failure, nextDueAt } = run;
  const last = Math.max(Date.parse(run.asOf.legacy.time), Date.parse(run.asOf.target.time));
  const isFresh =
    readMs(run) + HOLDS_MS >= nowMs && (nextDueAt === undefined || Date.parse(nextDueAt) + HOUR_MS >= nowMs);
  return failure === undefined && isFresh && last <= nowMs + 120_000 && coverage.compared > 0;
}

/** Every row of both sides is in one of the classes, and every declared column was compared in every pair. */
export function comparedAll(run: Rows, claims: Claims): boolean {
  const { counts, fields } = run;
  const names = new Set(fields.map(({ name }) => name));
  const pairs = counts.identical + counts.modified;
  const hasAll = claims.world.columns.every((name) => names.has(name));
  return hasAll && fields.every(({ compared }) => compared === pairs) && sawAllRows(run, claims);
}

/** Every row of both sides is in one of the classes, whatever columns were compared. */
export function sawAllRows(run: Rows, claims: Claims): boolean {
  const { counts } = run;
  const { identical, modified, missingInTarget, extraInTarget, duplicateInTarget } = counts;
  return (
    isWhole(run, claims) &&
    counts.legacy === identical + modified + missingInTarget + counts.suspectedLegacy &&
    counts.target === identical + modified + extraInTarget + duplicateInTarget + counts.suspectedTarget &&
    tiesToCounts(claims, {
      atMs: readMs(run),
      legacy: counts.legacy,
      target: run.kind === 'noise_floor' ? null : counts.target,
      isSpotless: counts.identical === counts.legacy && counts.identical === counts.target,
    })
  );
}

type Seen = {
  atMs: number;
  legacy: number;
  /** Null: nothing is said of it. */
  target: number | null;
  /** Nothing that was looked at differs: rows that nobody counted hide nothing then. */
  isSpotless: boolean;
};

/**
 * As many rows as the counts leave room for, the last one before and the next one after: no fewer than the smaller of them and no more than
 * the larger, a thousandth aside, and no less than half of what the next one found. Since the newest of them who knows how much was written.
 */
export function tiesToCounts(claims: Claims, { atMs, legacy, target, isSpotless }: Seen): boolean {
  const counts = ofKind(claims, 'record_count').filter(
    (run) => isAll(run) && run.coverage.compared > 0 && isShown(run, claims),
  );
  const last = counts.findLast((run) => readMs(run) <= atMs);
  const next = counts.find((run) => readMs(run) > atMs);
  const fits = (rows: number, side: 'legacy' | 'target') => {
    const around = [last, next].flatMap((run) => (run ? [run.counts[side]] : []));
    const [least, most] = [Math.min(...around), Math.max(...around)];
    const little = Math.floor(least / 1_000);
    const isFew = rows < least - little || (next !== undefined && next.counts[side] > 2 * rows);
    const isMany = rows > most + little && next !== undefined && !isSpotless;
    return around.length === 0 || !(isFew || isMany);
  };
  return fits(legacy, 'legacy') && (target === null || fits(target, 'target'));
}

/** Nothing that was read before it saw more than twice as many rows, and no larger count before it differed more. */
export function isShown(run: RunOf<'record_count'>, claims: Claims): boolean {
  const { counts } = run;
  const isEarlier = (other: Run) =>
    readMs(other) < readMs(run) || (readMs(other) === readMs(run) && other.runId < run.runId);
  const earlier = claims.runs.filter((other) => isAll(other) && other.failure === undefined && isEarlier(other));
  return !earlier.some((other) => {
    const rows = rowsSeen(other);
    if (rows > 2 * counts.legacy) return true;
    if (other.kind !== 'record_count' || rows - counts.legacy <= Math.floor(rows / 1_000)) return false;
    return apart(other.counts) - apart(counts) > Math.floor(rows / 1_000);
  });
}

type Sides = { legacy: number; target: number };
export const apart = ({ legacy, target }: Sides) => Math.abs(target - legacy);

/** Legacy rows, of runs that say how many there are. */
function rowsSeen(run: Run): number {
  if (run.coverage.compared === 0) return 0;
  if (run.kind === 'record_count' || run.kind === 'field_level' || run.kind === 'noise_floor') return run.counts.legacy;
  return run.kind === 'checksum' ? run.coverage.compared : 0;
}

/** Runs of a kind that were believed to be read, oldest first. */
export function ofKind<K extends CheckKind>({ runs }: Claims, kind: K): RunOf<K>[] {
  const own = runs.filter((run): run is RunOf<K> => run.kind === kind && run.failure === undefined);
  return own.toSorted((a, b) => readMs(a) - readMs(b) || (a.runId < b.runId ? -1 : 1));
}

/** Some run proves it, and none that was read since says the opposite. */
export function stands<K extends CheckKind>(
  claims: Claims,
  kind: K,
  proves: (run: RunOf<K>) => boolean,
  refutes: (run: RunOf<K>) => boolean,
): boolean {
  const runs = ofKind(claims, kind);
  const proof = runs.findLastIndex(proves);
  return proof >= 0 && !runs.slice(proof + 1).some(refutes);
}

/** Exact: decimals of at most 40 digits behind the point as whole numbers. */
export function exactly(decimal: string): bigint {
  const [whole = '0', part = ''] = decimal.split('.');
  const digits = BigInt(`${whole.replace('-', '')}${part.padEnd(40, '0')}`);
  return whole.startsWith('-') ? -digits : digits;
}

export const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + BigInt(count), 0n);
