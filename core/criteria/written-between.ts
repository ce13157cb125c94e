import type { RunFigures } from '../evidence/figures.ts';
import type { CheckRollup } from '../evidence/rollup.ts';
import { CLOCK_TOLERANCE_MS } from '../run/clock-tolerance.ts';
import { addDays } from '../time/day.ts';
import { msOf } from '../time/instant.ts';

/** How far back it is looked how fast a dataset changes. */
const PACE_DAYS = 7;

/**
 * Rows that may have been written between the counts of both sides, by the fastest change that was seen from one count to the next in the last
 * days. 0 where both were read at once, but for what the dataset's lag lets pass. Null where nobody knows: there are not two counts to tell it from,
 * or the run does not say when it read each side.
 */
export function writtenBetween(check: CheckRollup, run: RunFigures, lagMs: number): number | null {
  const at = run.recordCount?.at;
  if (!at) return null;
  const apartMs = Math.abs(msOf(at.legacy) - msOf(at.target));
  if (apartMs <= Math.max(CLOCK_TOLERANCE_MS, lagMs, check.tolerances.lagMs ?? 0)) return 0;
  const from = addDays(run.day, -PACE_DAYS);
  const counts = [
    ...check.days.filter(({ day }) => day >= from && day <= run.day).flatMap(({ figures }) => figures.newest ?? []),
    run,
  ].flatMap(({ recordCount }) => (recordCount?.at ? [{ ...recordCount, at: recordCount.at }] : []));
  const paces = (['legacy', 'target'] as const).flatMap((side) =>
    pacesOf(counts.map((count) => ({ rows: count[side], ms: msOf(count.at[side]) }))),
  );
  return paces.length === 0 ? null : Math.ceil(Math.max(...paces) * apartMs);
}

/** Rows a millisecond, from each count to the next. */
function pacesOf(counts: readonly { rows: number; ms: number }[]): number[] {
  const ordered = counts.toSorted((a, b) => a.ms - b.ms);
  return ordered.flatMap((count, i) => {
    const before = ordered[i - 1];
    return before && count.ms > before.ms ? [Math.abs(count.rows - before.rows) / (count.ms - before.ms)] : [];
  });
}
