import { counted, countText } from '../format/count.ts';
import type { Run } from '../run/schema.ts';
import { isoOf, msOf } from '../time/instant.ts';
import type { RunFigures } from './figures.ts';

export type Sides = { legacy: number; target: number };
/** A whole count of a dataset, as of a moment. */
export type Count = Sides & { asOf: string };

/** What other evidence knew of a dataset when a run looked at it. */
export type Witnesses = {
  /** The two counts before the run and the two after it, in order of time; one at the same moment stands before. After: `WITNESS_AFTER_MS`. */
  before: readonly Count[];
  after: readonly Count[];
  /** The run of the same check before it; null: it is the first. `atLeast`: the most legacy rows that any run up to then saw. */
  previous: { columns: readonly string[]; atLeast: number } | null;
};

/**
 * A count that came longer after a run says nothing of it: evidence changes days of the past for so long and no longer, unless a second
 * person accepts it (`lateEvidenceHours`).
 */
export const WITNESS_AFTER_MS = 72 * 3_600_000;

export const NO_WITNESSES: Witnesses = { before: [], after: [], previous: null };

/** How the size of a run and the counts around it fit. */
export type SizeTie = NonNullable<RunFigures['size']>;

/** How many rows a run says there are, `target` null where it says so of legacy alone. */
export type Saw = { legacy: number; target: number | null /** Whether it looked at all of them. */; all: boolean };

/** Null where a run says nothing of a whole dataset. A sample says from how many rows it was drawn. */
export function sizeOfRun(run: Run): Saw | null {
  const { method, population, compared, skippedChunks } = run.coverage;
  if (run.failure || run.window !== null || skippedChunks > 0) return null;
  if (run.kind !== 'field_level' && run.kind !== 'noise_floor' && run.kind !== 'checksum') return null;
  if (method === 'sample') return population === null ? null : { legacy: population, target: null, all: false };
  if (run.kind === 'checksum') return { ...(run.rows ?? { legacy: compared, target: null }), all: true };
  return { legacy: run.counts.legacy, target: run.counts.target, all: true };
}

/**
 * Whether a run that says it saw a whole dataset saw as many rows as others counted. Between the counts around it anything may have been
 * written, and as much outside of them as they lie apart from each other: a dataset that nobody writes to is held to the row. Where nobody
 * counts, a run may not have seen fewer rows than one before it. `saw` and the counts of a noise floor are both of the legacy side.
 */
export function tieSize(saw: Saw, at: string, kind: Run['kind'], witnesses: Witnesses): SizeTie {
  const counts = [...witnesses.before, ...witnesses.after].map((count) =>
    kind === 'noise_floor' ? { ...count, target: count.legacy } : count,
  );
  const before = witnesses.previous?.atLeast ?? 0;
  const atLeast = saw.all ? Math.max(saw.legacy, before) : before;
  if (counts.length === 0) {
    const below = Math.max(0, atLeast - saw.legacy);
    const text = `compared ${countText(saw.legacy)} of ${counted(atLeast, 'row')} that an earlier run saw, and no count explains it`;
    return { below, above: 0, atLeast, untied: below > 0 ? text : null };
  }
  const gaps = (['legacy', 'target'] as const).map((side) =>
    gapOf(
      saw[side],
      counts.map((count) => count[side]),
    ),
  );
  const below = Math.max(...gaps.map((gap) => gap.below));
  const above = Math.max(...gaps.map((gap) => gap.above));
  // What was written since the newest count nobody has counted yet.
  const off = below > 0 || (above > 0 && witnesses.after.length > 0);
  return { below, above, atLeast, untied: off ? untiedText(saw, at, counts) : null };
}

function gapOf(saw: number | null, counts: readonly number[]): { below: number; above: number } {
  if (saw === null) return { below: 0, above: 0 };
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const apart = most - least;
  return { below: Math.max(0, least - apart - saw), above: Math.max(0, saw - most - apart) };
}

/** "compared 1 of 1,000,000 rows counted at 2026-11-21 08:00 UTC" */
function untiedText(saw: Saw, at: string, counts: readonly Count[]): string {
  const distance = (count: Count) => Math.abs(msOf(count.asOf) - msOf(at));
  const nearest = counts.reduce((best, count) => (distance(count) < distance(best) ? count : best));
  const inTarget = saw.legacy === nearest.legacy && saw.target !== null;
  const when = isoOf(msOf(nearest.asOf)).slice(0, 16).replace('T', ' ');
  return inTarget
    ? `compared ${countText(saw.target ?? 0)} of ${counted(nearest.target, 'row')} counted in the target at ${when} UTC`
    : `compared ${countText(saw.legacy)} of ${counted(nearest.legacy, 'row')} counted at ${when} UTC`;
}
