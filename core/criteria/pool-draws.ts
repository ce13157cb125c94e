import type { Draw } from '../evidence/figures.ts';
import type { CheckRollup } from '../evidence/rollup.ts';
import { plainName } from '../plain-name.ts';
import type { Sample } from '../stats/sample.ts';
import { addDays } from '../time/day.ts';

/** Samples of so many days are one sample, unless a criterion asks for another window. */
export const sampleWindow = { days: 2, longer: 'either' } as const;

export type PooledDraws = {
  rows: Sample;
  paired: Sample;
  /** Of `rows`, those without a partner. */
  unpaired: number;
  suspected: number;
  runIds: string[];
  /** Whether there are several draws, and not all of them name their seed. */
  addsNothing: boolean;
};

export type Pool = {
  untied: 'failing' | 'none' | 'all';
  /** Draws without a seed: each by itself, or as rows that the others saw as well. */
  unnamed: 'apart' | 'together';
};

/** What proves a claim. */
const proving: Pool = { untied: 'failing', unnamed: 'together' };

type Trials = Omit<Draw, 'runId' | 'seed' | 'whole'> & { unpaired: number };

/**
 * Sample runs of the window's days up to that of the newest one, as one sample: drawing again until it fits is refused, since
 * what failed before still counts. Of draws that were not drawn from all rows that were counted (`untied`) only what failed counts, for what
 * passed proves nothing. Draws with one seed are one draw, however often it was repeated, with the most rows and the
 * most failures of any of them. Of a draw without a seed nobody knows which rows it saw: taken `together` with the others, it adds rows only
 * where it saw more than they did. The population is known only to a single draw: two draws may share rows.
 */
export function poolDraws(
  { days }: CheckRollup,
  newestDay: string,
  windowDays: number,
  { untied, unnamed }: Pool = proving,
): PooledDraws {
  const first = addDays(newestDay, 1 - windowDays);
  const draws = days
    .filter(({ day }) => day >= first && day <= newestDay)
    .flatMap(({ figures }) => figures.draws)
    .flatMap((draw) => (draw.whole || untied === 'all' ? draw : untied === 'none' ? [] : failingOf(draw)))
    .sort((a, b) => (a.runId < b.runId ? -1 : 1));
  const bySeed = Map.groupBy(draws, ({ seed }) => plainName(seed ?? ''));
  const others = (bySeed.get('') ?? []).map(trialsOf);
  bySeed.delete('');
  const named = [...bySeed.values()].map((same) => mostOf(same.map(trialsOf)));
  const together = [...(named.length > 0 ? [sumOf(named)] : []), ...others];
  const { population, ...sum } = unnamed === 'apart' ? sumOf([...named, ...others]) : mostOf(together);
  return {
    rows: { rows: sum.rows, failing: sum.rowsFailing, population: fitting(population, sum.rows) },
    // There are at most as many pairs as rows, and the bound only loosens with the population.
    paired: { rows: sum.paired, failing: sum.pairedFailing, population: fitting(population, sum.paired) },
    unpaired: sum.unpaired,
    suspected: sum.suspected,
    runIds: draws.map(({ runId }) => runId),
    addsNothing: others.length > 0 && draws.length > 1,
  };
}

/** Without the rows that passed. */
function failingOf(draw: Draw): Draw {
  return { ...draw, population: null, rows: draw.rowsFailing, paired: draw.pairedFailing };
}

const trialsOf = ({ rows, paired, ...draw }: Draw): Trials => ({ ...draw, rows, paired, unpaired: rows - paired });

/** Different rows. */
function sumOf(draws: readonly Trials[]): Trials {
  const population = draws.length === 1 ? (draws[0]?.population ?? null) : null;
  return { population, ...merged(draws, (numbers) => numbers.reduce((total, one) => total + one, 0)) };
}

/** The same rows, or rows of which nobody knows whether they are the same. */
function mostOf(draws: readonly Trials[]): Trials {
  const populations = new Set(draws.map(({ population }) => population));
  const population = populations.size === 1 ? (draws[0]?.population ?? null) : null;
  return { population, ...merged(draws, (numbers) => Math.max(0, ...numbers)) };
}

function merged(draws: readonly Trials[], merge: (numbers: number[]) => number): Omit<Trials, 'population'> {
  const of = (pick: (draw: Trials) => number) => merge(draws.map(pick));
  return {
    rows: of(({ rows }) => rows),
    rowsFailing: of(({ rowsFailing }) => rowsFailing),
    paired: of(({ paired }) => paired),
    pairedFailing: of(({ pairedFailing }) => pairedFailing),
    unpaired: of(({ unpaired }) => unpaired),
    suspected: of(({ suspected }) => suspected),
  };
}

/** Rows of the target alone are looked at too, so a sample can hold more than the legacy side has. */
function fitting(population: number | null, rows: number): number | null {
  return population !== null && population >= rows ? population : null;
}
