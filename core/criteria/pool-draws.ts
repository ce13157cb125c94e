import type { Draw } from '../evidence/figures.ts';
import type { CheckRollup } from '../evidence/rollup.ts';
import type { Sample } from '../stats/sample.ts';
import { addDays } from '../time/day.ts';

/** Samples of so many days are one sample, unless a criterion asks for another window. */
export const sampleWindow = { days: 2, longer: 'either' } as const;

export type PooledDraws = { rows: Sample; paired: Sample; suspected: number; runIds: string[] };

type Trials = Omit<Draw, 'runId' | 'seed' | 'whole'>;

/**
 * Sample runs of the window's days up to that of the newest one, as one sample: drawing again until it fits is refused, since
 * what failed before still counts. Of draws that were not drawn from all rows that were counted (`untied`) only what failed counts, for what
 * passed proves nothing. Draws with one seed are one draw, however often it was repeated, with the most rows and the
 * most failures of any of them. The population is known only to a single draw: two draws may share rows.
 */
export function poolDraws(
  { days }: CheckRollup,
  newestDay: string,
  windowDays: number,
  untied: 'failing' | 'none' | 'all' = 'failing',
): PooledDraws {
  const first = addDays(newestDay, 1 - windowDays);
  const draws = days
    .filter(({ day }) => day >= first && day <= newestDay)
    .flatMap(({ figures }) => figures.draws)
    .flatMap((draw) => (draw.whole || untied === 'all' ? draw : untied === 'none' ? [] : failingOf(draw)))
    .sort((a, b) => (a.runId < b.runId ? -1 : 1));
  const distinct = [
    ...Map.groupBy(draws, ({ runId, seed }) => (seed === null ? `run ${runId}` : `seed ${seed}`)).values(),
  ].map(mostOf);
  const population = distinct.length === 1 ? (distinct[0]?.population ?? null) : null;
  const sum = (pick: (draw: Trials) => number) => distinct.reduce((total, draw) => total + pick(draw), 0);
  const rows = sum((draw) => draw.rows);
  const paired = sum((draw) => draw.paired);
  return {
    rows: { rows, failing: sum((draw) => draw.rowsFailing), population: fitting(population, rows) },
    // There are at most as many pairs as rows, and the bound only loosens with the population.
    paired: { rows: paired, failing: sum((draw) => draw.pairedFailing), population: fitting(population, paired) },
    suspected: sum((draw) => draw.suspected),
    runIds: draws.map(({ runId }) => runId),
  };
}

/** Without the rows that passed. */
function failingOf(draw: Draw): Draw {
  return { ...draw, population: null, rows: draw.rowsFailing, paired: draw.pairedFailing };
}

function mostOf(draws: readonly Draw[]): Trials {
  const most = (pick: (draw: Draw) => number) => Math.max(...draws.map(pick));
  const populations = new Set(draws.map(({ population }) => population));
  return {
    population: populations.size === 1 ? (draws[0]?.population ?? null) : null,
    rows: most((draw) => draw.rows),
    rowsFailing: most((draw) => draw.rowsFailing),
    paired: most((draw) => draw.paired),
    pairedFailing: most((draw) => draw.pairedFailing),
    suspected: most((draw) => draw.suspected),
  };
}

/** Rows of the target alone are looked at too, so a sample can hold more than the legacy side has. */
function fitting(population: number | null, rows: number): number | null {
  return population !== null && population >= rows ? population : null;
}
