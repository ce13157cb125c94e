import { cutOffMs } from '../time/day.ts';
import { laterOf, msOf } from '../time/instant.ts';
import { MINUTE_MS } from '../time/units.ts';
import type { DayFigures, Draw, LagLook, RunFigures } from './figures.ts';
import { lagLookOf, lagsOfDay, unansweredLags } from './lag-looks.ts';
import { leftOut } from './left-out.ts';
import { isWhole, stands } from './stands.ts';

/** A run read before midnight and received soon after it is not late. */
const IN_FLIGHT_MS = 15 * MINUTE_MS;

/** Which of two runs speaks for a check: the one read later; of two read at once, the one begun later (run ids order by time). */
export function isNewer(a: Pick<RunFigures, 'asOf' | 'runId'>, b: Pick<RunFigures, 'asOf' | 'runId'>): boolean {
  const apart = msOf(a.asOf) - msOf(b.asOf);
  return apart === 0 ? a.runId > b.runId : apart > 0;
}

/**
 * A run added to its day. In any order, and any number of times, the same runs give the same day. A run that is superseded
 * is taken out by folding the remaining ones again with `dayOfRuns`.
 */
export function addRunToDay(day: DayFigures | null, run: RunFigures, timeZone: string): DayFigures {
  const doubted = run.clockDoubt !== undefined;
  const conclusive = !doubted && (run.verdict === 'match' || run.verdict === 'mismatch') && run.skippedChunks === 0;
  const whole = leftOut(run) === null;
  const late = msOf(run.receivedAt) > cutOffMs(run.day, timeZone) + IN_FLIGHT_MS;
  const draw = drawOf(run);
  const newest = day && !speaksBefore(run, day.newest) ? day.newest : run;
  const standing = newerStanding(day?.standing ?? day?.newest ?? null, run);
  return {
    wholeUntil: laterOf(day?.wholeUntil ?? null, whole ? run.dueAt : null),
    wholeAsOf: laterOf(day?.wholeAsOf ?? null, whole ? run.asOf : null),
    heardUntil: laterOf(day?.heardUntil ?? null, doubted || run.verdict === 'not_evaluated' ? null : run.dueAt),
    lateAt: laterOf(day?.lateAt ?? null, late && conclusive ? run.receivedAt : null),
    newest,
    standing: standing?.runId === newest.runId ? null : standing,
    draws: withRun(day?.draws ?? [], draw),
    loads: withRun(day?.loads ?? [], run.load && { runId: run.runId, load: run.load }),
    ...(run.kind === 'replication_lag' && { lags: withLook(day ? lagsOfDay(day) : [], run) }),
  };
}

/** Of one day: one whose time is believed speaks before one of which nobody knows whether it is of that day. */
function speaksBefore(a: RunFigures, b: RunFigures): boolean {
  const [isDoubted, wasDoubted] = [a.clockDoubt !== undefined, b.clockDoubt !== undefined];
  return isDoubted === wasDoubted ? isNewer(a, b) : wasDoubted;
}

/** The newer of two runs that stands; null where neither does. */
export function newerStanding(known: RunFigures | null, run: RunFigures): RunFigures | null {
  const before = known && stands(known) ? known : null;
  return stands(run) && (!before || isNewer(run, before)) ? run : before;
}

function withLook(known: readonly LagLook[], run: RunFigures): LagLook[] {
  const look = lagLookOf(run);
  const others = known.filter(({ runId }) => runId !== run.runId);
  return unansweredLags(look ? [...others, look] : others).sort((a, b) => (`${a.runId}` < `${b.runId}` ? -1 : 1));
}

/** A whole day from all its runs that nothing supersedes; null without any. */
export function dayOfRuns(runs: readonly RunFigures[], timeZone: string): DayFigures | null {
  return runs.reduce<DayFigures | null>((day, run) => addRunToDay(day, run, timeZone), null);
}

function withRun<T extends { runId: string }>(parts: readonly T[], part: T | null): T[] {
  const all = part ? [...parts.filter(({ runId }) => runId !== part.runId), part] : [...parts];
  return all.sort((a, b) => (a.runId < b.runId ? -1 : 1));
}

/** The rows of a sample as trials. Suspected rows are kept apart: they pass or fail later. */
export function drawOf(run: RunFigures): Draw | null {
  const { runId, seed, population, method, rows, clockDoubt, size } = run;
  if (method === 'full' || rows === null || clockDoubt !== undefined) return null;
  const unpaired = rows.missingInTarget + rows.extraInTarget + rows.duplicateInTarget;
  const paired = rows.identical + rows.modified;
  return {
    runId,
    seed,
    // A population that others counted otherwise is none: the bound of a small one proves too much.
    population: size?.untied ? null : population,
    rows: paired + unpaired,
    rowsFailing: rows.modified + unpaired,
    paired,
    pairedFailing: rows.modified,
    // A suspected pair stands on both sides and is one row.
    suspected: Math.max(rows.suspectedLegacy, rows.suspectedTarget),
    whole: isWhole(run) && run.window === null && run.skippedChunks === 0,
  };
}
