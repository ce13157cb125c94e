import type { CheckRollup } from '../evidence/rollup.ts';
import type { Freshness } from '../evidence/schema.ts';
import { isoOf, laterOf, msOf } from '../time/instant.ts';
import { dueAt } from './due-at.ts';

type Given = Pick<CheckRollup, 'schedule' | 'latest' | 'hours'>;

/** When the next result of a check is due at the latest. Telemetry of a performance check counts like a run. Null: it never ran. */
export function dueOf({ schedule, latest, hours }: Given): string | null {
  const heard = hours.reduce<string | null>((newest, { asOf }) => laterOf(newest, asOf), null);
  const telemetry = heard === null ? null : dueAt({ asOf: heard, receivedAt: heard }, schedule);
  return laterOf(latest?.dueAt ?? null, telemetry);
}

/** Judged by server time; overdue from the moment after it was due. */
export function freshnessOf(check: Given, now: Date): Freshness {
  const due = dueOf(check);
  if (due === null) return 'none';
  return msOf(due) < now.getTime() ? 'stale' : 'fresh';
}

/** "since 2026-11-21 08:00 UTC" */
export function overdueText(due: string): string {
  return `overdue since ${isoOf(msOf(due)).slice(0, 16).replace('T', ' ')} UTC`;
}
