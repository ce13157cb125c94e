import type { CheckRollup } from '../evidence/rollup.ts';
import { isoOf, laterOf, msOf } from '../time/instant.ts';
import { dueTimeMs } from './due-time.ts';

type Heard = Pick<CheckRollup, 'schedule'> & { latest: { dueAt: string } | null; hours: readonly { asOf: string }[] };

/** When a check is due at the latest: telemetry of a performance check counts like a run. Null: nothing was ever heard. */
export function dueOfCheck({ schedule, latest, hours }: Heard): string | null {
  const heard = hours.reduce<string | null>((newest, { asOf }) => laterOf(newest, asOf), null);
  if (heard === null) return latest?.dueAt ?? null;
  const heardMs = msOf(heard);
  const due = isoOf(dueTimeMs({ asOfMs: heardMs, receivedAtMs: heardMs, schedule, nextDueAt: undefined }));
  return laterOf(latest?.dueAt ?? null, due);
}

/** "overdue since 2026-11-21 08:00 UTC" */
export function overdueText(due: string): string {
  return `overdue since ${isoOf(msOf(due)).slice(0, 16).replace('T', ' ')} UTC`;
}
