'use client';

import { scheduleConflict } from '#core/blackout/schedule-conflict.ts';
import type { BlackoutWindow } from '#core/blackout/schema.ts';
import { stretchesOf } from '#core/blackout/stretches.ts';
import { type CheckKind, kindOf } from '#core/check/kinds.ts';
import { timesText } from '#core/check/schedule.ts';
import type { Schedule } from '#core/check/schema.ts';
import { formatExactDuration } from '#core/format/exact-duration.ts';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { useNow } from '../time/now.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';

const WEEKS_AHEAD_MS = 28 * DAY_MS;

const severities = {
  always: { word: 'Cannot be met', shape: 'diamond', tone: 'no' },
  possible: { word: 'May be late', shape: 'triangle', tone: 'cond' },
} as const satisfies Record<string, StatusWords>;

export type LateCheck = { id: string; datasetName: string; kind: CheckKind; schedule: Schedule };
type Props = { windows: readonly BlackoutWindow[]; timeZone: string; checks: readonly LateCheck[] };

/** Checks whose evidence becomes overdue, and with it unknown, because of the windows of the next four weeks. */
export function LateChecks({ windows, timeZone, checks }: Props) {
  // Whole hours, so that what is drawn does not change with every tick.
  const from = Math.floor(useNow() / HOUR_MS) * HOUR_MS;
  const stretches = stretchesOf(windows, timeZone, from, from + WEEKS_AHEAD_MS);
  const late = checks.flatMap((check) => {
    const found = kindOf(check.kind).isTelemetry ? null : scheduleConflict(check.schedule, stretches);
    return found ? [{ ...check, ...found }] : [];
  });
  if (late.length === 0) return null;
  return (
    <section aria-label="Schedules that windows break" className="border-t px-4 py-3">
      <p className="text-sm text-ink-2">
        These results become overdue in a window, and what rests on them is unknown until they are there. Give them more
        grace, or make the window shorter.
      </p>
      <ul className="mt-2 grid gap-2 text-sm">
        {late.map(({ id, datasetName, kind, schedule, severity, stretch }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
            <Status status={severities[severity]} />
            <span>
              <span className="font-[550]">{datasetName}</span> · {kindOf(kind).name.toLowerCase()}
            </span>
            <span className="text-ink-3">
              {timesText(schedule)}, late after {formatExactDuration(schedule.graceMs)}; “{stretch.name}” lasts{' '}
              {formatDuration(stretch.toMs - stretch.fromMs)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
