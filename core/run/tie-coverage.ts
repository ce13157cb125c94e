import type { Problem } from '../errors.ts';
import { counted, countText } from '../format/count.ts';
import { runKindOf } from './run-kinds.ts';
import { isOfRows, type Run } from './schema.ts';

/**
 * Where a run says twice how much it looked at, and the two do not fit. What its kind reports is checked (rows, segments, columns, events,
 * samples, requests, scenarios), so that figure is at most what `coverage` says was looked at; coverage may be more where it counts in
 * another unit, since nothing is better for it.
 */
export function findCoverageProblems(run: Run): Problem[] {
  const own = [...findPopulationProblems(run), ...findIdleProblems(run)];
  return own.length > 0 ? own : [...findUnitProblems(run), ...runKindOf(run).findCoverageProblems(run)];
}

function findPopulationProblems(run: Run): Problem[] {
  const { method, population, compared, skippedChunks } = run.coverage;
  if (population === null) return [];
  if (compared > population) {
    return [{ pointer: '/coverage/compared', message: `cannot exceed /coverage/population, ${countText(population)}` }];
  }
  if (method === 'full' && skippedChunks === 0 && compared < population) {
    return [
      {
        pointer: '/coverage/compared',
        message: `a full scan without skipped chunks compares the whole population, ${countText(population)}, not ${countText(compared)}`,
      },
    ];
  }
  // A whole scan is held to its rows one by one.
  if (!isOfRows(run) || (method === 'full' && skippedChunks === 0) || run.counts.legacy <= population) return [];
  return [
    {
      pointer: '/coverage/population',
      message: `is ${countText(population)}, but /counts/legacy says that there are ${countText(run.counts.legacy)}: send all legacy rows that there are as population, or null`,
    },
  ];
}

/** Nothing was looked at, and yet it says what was found there. Rows are tied on their own. */
function findIdleProblems(run: Run): Problem[] {
  if (run.coverage.compared > 0) return [];
  const found = runKindOf(run)
    .claims(run)
    .find(({ units }) => units > 0);
  if (!found) return [];
  return [
    {
      pointer: '/coverage/compared',
      message: `is 0: nothing was looked at, but ${found.pointer} holds ${countText(found.units)}`,
    },
  ];
}

function findUnitProblems(run: Run): Problem[] {
  const { compared } = run.coverage;
  // Several totals may be of one row.
  if (run.kind === 'aggregate') return [];
  return runKindOf(run)
    .claims(run)
    .flatMap(({ pointer, units, unit }) =>
      units <= compared
        ? []
        : [
            {
              pointer,
              message: `says ${counted(units, unit)}, but /coverage/compared says that ${countText(compared)} were looked at: send the real number in both`,
            },
          ],
    );
}
