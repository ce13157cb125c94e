import { counted, countText } from '../format/count.ts';
import { leastOf } from '../run/least-of.ts';
import { runKindOf } from '../run/run-kinds.ts';
import type { Run } from '../run/schema.ts';
import { msOf } from '../time/instant.ts';
import { utcMinute } from '../time/utc-minute.ts';
import type { Count, Sides, SizeTie, Witnesses } from './witnesses.ts';

/** How many rows a run says there are, `target` null where it says so of legacy alone. */
export type Saw = { legacy: number; target: number | null /** Whether it looked at all of them. */; all: boolean };

/** Null where a run says nothing of a whole dataset. A sample says from how many rows it was drawn. */
export function sizeOfRun(run: Run): Saw | null {
  const { method, population, skippedChunks } = run.coverage;
  const rows = runKindOf(run).rows(run);
  if (!rows || run.failure || run.window !== null || skippedChunks > 0) return null;
  if (method === 'sample') return population === null ? null : { legacy: population, target: null, all: false };
  return { legacy: rows.legacy, target: rows.target, all: true };
}

/** How many legacy rows there are at least, by a run that looked at a part of them: a window, a sample, or all but some chunks. */
export function leastOfPart(run: Run): number {
  const rows = runKindOf(run).rows(run);
  return !rows || run.failure ? 0 : Math.max(rows.legacy, leastOf(run));
}

/** A thousandth of the rows: what a busy dataset may lose and gain again between two counts. */
export const slackOf = (rows: number): number => Math.floor(rows / 1_000);

/**
 * Whether a run that says it saw a whole dataset saw as many rows as others counted: as many as the last count before it and the next one
 * after it leave room for. Between the two anything may have been written; outside of them it is held to the row, but for a thousandth
 * where counts show that somebody writes. A run before most of the rows were there says nothing of those. Where nobody counts, a run may
 * not have seen fewer rows than one before it. `saw` and the counts of a noise floor are both of the legacy side.
 */
export function tieSize(saw: Saw & { asOf: string }, kind: Run['kind'], witnesses: Witnesses): SizeTie {
  const [before, after] = [witnesses.before, witnesses.after].map((counts) =>
    kind === 'noise_floor' ? counts.map((count) => ({ ...count, target: count.legacy })) : counts,
  );
  const atLeastBefore = witnesses.previous?.atLeast ?? 0;
  const atLeast = Math.max(saw.legacy, atLeastBefore);
  const around = aroundOf(msOf(saw.asOf), before ?? [], after ?? []);
  if (!around) {
    const below = Math.max(0, atLeast - saw.legacy);
    const text = `compared ${countText(saw.legacy)} of ${counted(atLeast, 'row')} that an earlier run saw, and no count explains it`;
    return { below, above: 0, atLeast, untied: below > 0 ? text : null };
  }
  const gaps = (['legacy', 'target'] as const).map((side) => gapOf(saw, side, around));
  return {
    below: Math.max(...gaps.map((gap) => gap.below)),
    above: Math.max(...gaps.map((gap) => gap.above)),
    atLeast,
    untied: gaps.find(({ untied }) => untied !== null)?.untied ?? null,
  };
}

type NearbyCounts = {
  /** The last count before the run and the next one after it: one of them at least. */
  nearest: readonly [Count, ...Count[]];
  /** Two counts that show how much is written. */
  pace: readonly Count[];
  next: Count | null;
  /** The first one after the run that leaves out nothing of what it can have seen. */
  complete: Count | null;
};

function aroundOf(asOfMs: number, before: readonly Count[], after: readonly Count[]): NearbyCounts | null {
  const [last, next] = [before.at(-1), after[0]];
  const complete = after.find((count) => msOf(count.asOf) - (count.lagMs ?? 0) >= asOfMs) ?? after[1] ?? null;
  if (last && next) return { nearest: [last, next], pace: [last, next], next, complete };
  const one = last ?? next;
  const pace = last ? before.slice(-2) : after.slice(0, 2);
  return one ? { nearest: [one], pace, next: next ?? null, complete } : null;
}

type Gap = { below: number; above: number; untied: string | null };

function gapOf(saw: Saw, side: keyof Sides, { nearest, pace, next, complete }: NearbyCounts): Gap {
  const { [side]: rows, all } = saw;
  if (rows === null) return { below: 0, above: 0, untied: null };
  const least = nearest.reduce((low, count) => (count[side] < low[side] ? count : low));
  const bounds = complete ? [...nearest, complete] : nearest;
  const most = bounds.reduce((high, count) => (count[side] > high[side] ? count : high));
  const written = pace.map((count) => count[side]);
  const slack = Math.min(Math.max(...written) - Math.min(...written), slackOf(least[side]));
  const text = (count: Count) => {
    const where = side === 'target' ? ' in the target' : '';
    return `${all ? 'compared' : 'population'} ${countText(rows)} of ${counted(count[side], 'row')} counted${where} at ${utcMinute(msOf(count.asOf))}`;
  };
  // Most of what the next count found was never looked at.
  const grown = next && next[side] - rows > rows ? next : null;
  const short = least[side] - rows > slack ? least : grown;
  if (short) return { below: (grown ?? short)[side] - rows, above: 0, untied: text(short) };
  // No system stands still while it is read: a row that moves is read twice, one that is written meanwhile is counted by one alone.
  const above = rows - most[side] > Math.max(1, slackOf(least[side])) ? rows - most[side] : 0;
  // What was written since the newest count nobody has counted yet.
  return { below: 0, above, untied: above > 0 && complete ? text(most) : null };
}
