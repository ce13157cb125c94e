import type { MetricPoint } from '../metrics/schema.ts';
import { isoOf, laterOf, msOf } from '../time/instant.ts';
import type { DayFigures, LagHour, LagLook, RunFigures } from './figures.ts';
import { hourOf } from './load-of-run.ts';

/** How a run looked at the lag; null where it took no sample, or nobody knows when. */
export function lagLookOf({ runId, asOf, lag, clockDoubt, skippedChunks, window }: RunFigures): LagLook | null {
  if (!lag || lag.samples === 0 || clockDoubt !== undefined) return null;
  const reach = skippedChunks > 0 ? 'part' : window ? 'window' : 'whole';
  return { runId, asOf, p95Ms: lag.p95Ms, size: lag.samples, reach };
}

/** Looks of a day that nothing of it answers. Figures from before these were kept know the newest only. */
export function lagsOfDay({ lags, newest }: Pick<DayFigures, 'lags'> & { newest: RunFigures | null }): LagLook[] {
  if (lags) return lags;
  const look = newest && lagLookOf(newest);
  return look ? [look] : [];
}

/**
 * Looks that no later one answers that is as large. Whether one failed is not asked: what answers it is short enough itself, or fails in its
 * place. So few remain of many, and the same ones in whatever order they come.
 */
export function unansweredLags(looks: readonly LagLook[]): LagLook[] {
  return looks.filter((one) => !looks.some((other) => answers(other, one)));
}

function answers(by: LagLook, one: LagLook): boolean {
  if (by.reach === 'part' || (by.reach === 'window' && one.reach === 'whole')) return false;
  return msOf(by.asOf) > msOf(one.asOf) && by.size >= one.size;
}

/** The worst minute of an hour; an `at` in the future counts as the time of receipt. Null without any lag. */
export function lagOfMinutes(minutes: readonly { point: MetricPoint; receivedAt: string }[]): LagHour | null {
  const measured = minutes.flatMap(({ point: { at, lag }, receivedAt }) =>
    lag ? [{ p95Ms: lag.p95Ms, asOf: isoOf(Math.min(msOf(at), msOf(receivedAt))) }] : [],
  );
  const [first] = measured;
  if (!first) return null;
  return {
    hour: hourOf(first.asOf),
    minutes: measured.length,
    p95Ms: Math.max(...measured.map(({ p95Ms }) => p95Ms)),
    asOf: measured.reduce((newest, { asOf }) => laterOf(newest, asOf) ?? newest, first.asOf),
  };
}
