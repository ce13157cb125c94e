import { msOf } from '../time/instant.ts';
import { MINUTE_MS } from '../time/units.ts';
import { utcMinute } from '../time/utc-minute.ts';
import type { RunFigures } from './figures.ts';

type Doubted = Pick<RunFigures, 'runId' | 'clockDoubt' | 'doubtedUntil'>;

/** "run 01a2… proves nothing: it says it was read in the future; the next run by a right clock takes its place" */
export function doubtText({ runId, clockDoubt, doubtedUntil }: Doubted): string | null {
  return clockDoubt === undefined ? null : `run ${runId} proves nothing: ${clockDoubt}; ${endText(doubtedUntil)}`;
}

/** What ends it, which another run of a key that is doubted itself does not. */
function endText(until: string | undefined): string {
  if (until === undefined) return 'the next run by a right clock takes its place';
  // The next full minute: at the one before it is doubted still.
  const at = utcMinute(Math.ceil(msOf(until) / MINUTE_MS) * MINUTE_MS);
  return `times of its key are doubted until ${at}: a run that was read after it by a right clock takes its place, one that is sent with another key at once`;
}
