import { longestGapMs } from '../check/schedule.ts';
import type { Schedule } from '../check/schema.ts';
import { isoOf, laterOf, msOf } from '../time/instant.ts';
import { utcMinute } from '../time/utc-minute.ts';

type Heard = { schedule: Schedule; latest: { dueAt: string } | null; hours: readonly { asOf: string }[] };

/** When a check is due at the latest: telemetry of a performance check counts like a run. Null: nothing was ever heard. */
export function dueOfCheck({ schedule, latest, hours }: Heard): string | null {
  const heard = hours.reduce<string | null>((newest, { asOf }) => laterOf(newest, asOf), null);
  if (heard === null) return latest?.dueAt ?? null;
  // Telemetry comes minute by minute: no time of the calendar is waited for.
  const due = isoOf(msOf(heard) + longestGapMs(schedule) + schedule.graceMs);
  return laterOf(latest?.dueAt ?? null, due);
}

/** "overdue since 2026-11-21 08:00 UTC" */
export function overdueText(due: string): string {
  return `overdue since ${utcMinute(msOf(due))}`;
}
