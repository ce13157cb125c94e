import type { RunFigures } from './figures.ts';

/** "run 01a2… proves nothing: it says it was read in the future; the next run by a right clock takes its place" */
export function doubtText({ runId, clockDoubt }: Pick<RunFigures, 'runId' | 'clockDoubt'>): string | null {
  return clockDoubt === undefined
    ? null
    : `run ${runId} proves nothing: ${clockDoubt}; the next run by a right clock takes its place`;
}
