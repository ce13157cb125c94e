import { widest } from '../discrepancy/fold-timeline.ts';
import { counted, countText } from '../format/count.ts';
import { leastOf } from '../run/least-of.ts';
import { looksAtAll } from '../run/looks-at-all.ts';
import type { RunKind, Units } from '../run/run-kind.ts';
import type { Run, RunOf } from '../run/schema.ts';
import { totalDiffers } from '../run/total.ts';
import { msOf } from '../time/instant.ts';
import { HOUR_MS } from '../time/units.ts';
import type { RunFigures } from './figures.ts';
import { SHOWN_MS } from './tie-count.ts';
import { slackOf } from './tie-size.ts';
import type { AllAsked, UnitsAsked } from './units-asked.ts';
import type { SizeTie } from './witnesses.ts';

export const NO_UNITS: UnitsAsked = { atLeast: 0, within: null, fewer: null };

/**
 * Whether a run looked at as much as those of its check before it, for kinds of which nobody counts the dataset. A structure has at least as many
 * columns as an earlier run knew, and as many totals are computed. Violations are answered by a look at as many events as those among which they were found: how many come by differs
 * from day to day. So are totals that differ, by totals of as many rows, by whatever its tool counts them. A run that looked at a part (a sample, a window, skipped chunks) says how many there are at least, and
 * answers nothing beyond its window. Fewer are believed once they have been shown for `SHOWN_MS`.
 */
export function tieUnits(
  run: Run,
  { text, units: unitsOf }: NonNullable<RunKind['next']>,
  { receivedAt, totals }: Pick<RunFigures, 'receivedAt' | 'totals'>,
  { rows: rowsAsked, ...asked }: AllAsked,
): SizeTie {
  const units = tieTo(run, unitsOf(run, totals?.mayBeEmpty ?? false), receivedAt, asked);
  const untied = units.below > 0 ? untiedText(units.looked, asked.atLeast, text) : null;
  const { below, left } = units;
  if (run.kind !== 'aggregate') return { below, above: 0, untied, ...left };
  const before = rowsAsked ?? NO_UNITS;
  const rows = tieTo(run, rowsOf(run), receivedAt, before, slackOf(before.atLeast));
  const short = rows.below > 0 ? untiedText(rows.looked, before.atLeast, ROWS) : null;
  return { below, above: 0, untied: untied ?? short, ...left, rows: rows.left.atLeast > 0 ? rows.left : null };
}

/** How many fewer than asked for a run looked at, and what the next one is asked for. */
type Tied = { looked: number; below: number; left: UnitsAsked };

function tieTo(run: Run, { looked, there, isAsked }: Units, receivedAt: string, asked: UnitsAsked, slack = 0): Tied {
  const own = isAsked ? { atLeast: there, within: run.window, fewer: null } : NO_UNITS;
  if (asked.atLeast === 0) return { looked, below: 0, left: own };
  // What columns there are is the same in every window.
  if (!looksAtAll(run, run.kind === 'schema' ? run.window : asked.within)) {
    return { looked, below: 0, left: both(asked, own, there) };
  }
  const below = asked.atLeast - looked;
  // Else each of many could leave out a thousandth of the one before.
  if (below <= slack)
    return { looked, below: 0, left: isAsked && below > 0 ? { ...own, atLeast: asked.atLeast } : own };
  const { since, most } = asked.fewer ?? { since: receivedAt, most: looked };
  const fewer = { since, most: Math.max(most, looked) };
  const isLong = msOf(since) <= msOf(receivedAt) - SHOWN_MS;
  if (isLong && fewer.most <= looked + Math.floor(below / 2)) return { looked, below: 0, left: own };
  // So many have been shown by now, and fewer begin to be.
  const left = isLong
    ? { ...asked, atLeast: fewer.most, fewer: { since: receivedAt, most: looked } }
    : { ...asked, fewer };
  return { looked, below, left };
}

/** What a part found is asked as well. That it knows of as many makes forgotten that fewer were shown. */
function both(asked: UnitsAsked, own: UnitsAsked, there: number): UnitsAsked {
  const fewer = there >= asked.atLeast ? null : asked.fewer;
  if (own.atLeast === 0) return { ...asked, fewer };
  return { atLeast: Math.max(asked.atLeast, own.atLeast), within: widest(asked.within, own.within), fewer };
}

/** Over how many rows totals were computed, in whatever unit the tool counts them: held against its like. Asked for where one differs. */
function rowsOf(run: RunOf<'aggregate'>): Units {
  const { compared } = run.coverage;
  return { looked: compared, there: Math.max(compared, leastOf(run)), isAsked: run.aggregates.some(totalDiffers) };
}

const ROWS = ['computed over', 'row', 'of which an earlier run found that a total differs'] as const;

function untiedText(looked: number, atLeast: number, [verb, noun, which]: readonly [string, string, string]): string {
  return `${verb} ${countText(looked)} of ${counted(atLeast, noun)} ${which}; one of so few ${SHOWN_MS / HOUR_MS} hours later is believed`;
}

/** What a run and those of its check before it ask of the next one. */
export function unitsAskedBy({ size, drift, order, window }: RunFigures): AllAsked {
  if (size)
    return { atLeast: size.atLeast, within: size.within ?? null, fewer: size.fewer ?? null, rows: size.rows ?? null };
  const known = drift?.columns ?? (order && order.violations > 0 ? order.events : 0);
  return { atLeast: known, within: window, fewer: null };
}

/** What the next run of the check has to see at least, of rows. */
export function atLeastOf({ size, rows }: RunFigures): number {
  return size?.atLeast ?? rows?.legacy ?? 0;
}
