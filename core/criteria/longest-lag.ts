import type { LagLook, RunFigures } from '../evidence/figures.ts';
import { lagsOfDay, unansweredLags } from '../evidence/lag-looks.ts';
import type { CheckRollup } from '../evidence/rollup.ts';
import { addDays, dayOf } from '../time/day.ts';
import { laterOf, msOf } from '../time/instant.ts';
import { DAY_MS } from '../time/units.ts';

type Placed = { day: string; look: LagLook };

/**
 * The longest lag of the window that is longer than that of its newest run, and that nothing answers; null: there is none. Telemetry and runs do
 * not answer each other: nobody knows how many samples a minute rests on. Each day of a window is looked at by itself, and so is the time of
 * as many days before the newest look, since a failure of an hour ago is not over at midnight.
 */
export function longestLag(check: CheckRollup, run: RunFigures, windowDays: number, timeZone: string): LagLook | null {
  const telemetry = (check.lagHours ?? []).map(({ hour, p95Ms, minutes }): Placed => {
    const look: LagLook = { runId: null, asOf: hour, p95Ms, size: minutes, reach: 'whole' };
    return { day: dayOf(msOf(hour), timeZone), look };
  });
  const until = telemetry.reduce((newest, { look }) => laterOf(newest, look.asOf) ?? newest, run.asOf);
  const counts = [
    ...ofWindow(placed(check), run.asOf, run.day, windowDays),
    ...ofWindow(telemetry, until, dayOf(msOf(until), timeZone), windowDays),
  ];
  const longer = counts.filter(({ p95Ms }) => p95Ms > (run.lag?.p95Ms ?? 0));
  return longer.reduce<LagLook | null>((most, look) => (most && most.p95Ms >= look.p95Ms ? most : look), null);
}

/** Looks of runs, with their days. */
export function placed({ days }: CheckRollup): Placed[] {
  return days.flatMap(({ day, figures }) => lagsOfDay(figures).map((look) => ({ day, look })));
}

export const isOfWindow = (day: string, lastDay: string, windowDays: number) =>
  day >= addDays(lastDay, 1 - windowDays) && day <= lastDay;

function ofWindow(looks: readonly Placed[], until: string, lastDay: string, windowDays: number): LagLook[] {
  const [to, from] = [msOf(until), msOf(until) - windowDays * DAY_MS];
  const days = Map.groupBy(looks, ({ day }) => day);
  const ofDays = [...days].flatMap(([day, own]) =>
    isOfWindow(day, lastDay, windowDays) ? unansweredLags(own.map(({ look }) => look)) : [],
  );
  const recent = looks.flatMap(({ look }) => (msOf(look.asOf) > from && msOf(look.asOf) <= to ? [look] : []));
  return [...ofDays, ...unansweredLags(recent)];
}
