import type { Draw } from '../evidence/figures.ts';
import type { CheckRollup } from '../evidence/rollup.ts';
import type { Sample } from '../stats/sample.ts';
import { addDays } from '../time/day.ts';

export type PooledDraws = { rows: Sample; paired: Sample; suspected: number; runIds: string[] };

/**
 * Sample runs of the day of the newest one and of the day before, as one sample: drawing again until it fits is refused, since
 * what failed before still counts. Draws with one seed are one draw, however often it was repeated, with the most rows and the
 * most failures of any of them. The population is known only to a single draw: two draws may share rows.
 */
export function poolDraws({ days }: CheckRollup, newestDay: string): PooledDraws {
  const before = addDays(newestDay, -1);
  const draws = days
    .filter(({ day }) => day === newestDay || day === before)
    .flatMap(({ figures }) => figures.draws)
    .sort((a, b) => (a.runId < b.runId ? -1 : 1));
  const distinct = [
    ...Map.groupBy(draws, ({ runId, seed }) => (seed === null ? `run ${runId}` : `seed ${seed}`)).values(),
  ].map(mostOf);
  const population = distinct.length === 1 ? (distinct[0]?.population ?? null) : null;
  const sum = (pick: (draw: Draw) => number) => distinct.reduce((total, draw) => total + pick(draw), 0);
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

function mostOf(draws: readonly Draw[]): Draw {
  return draws.reduce((a, b) => ({
    ...a,
    population: a.population === b.population ? a.population : null,
    rows: Math.max(a.rows, b.rows),
    rowsFailing: Math.max(a.rowsFailing, b.rowsFailing),
    paired: Math.max(a.paired, b.paired),
    pairedFailing: Math.max(a.pairedFailing, b.pairedFailing),
    suspected: Math.max(a.suspected, b.suspected),
  }));
}

/** Rows of the target alone are looked at too, so a sample can hold more than the legacy side has. */
function fitting(population: number | null, rows: number): number | null {
  return population !== null && population >= rows ? population : null;
}
