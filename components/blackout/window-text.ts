import { type BlackoutWindow, weekdays } from '#core/blackout/schema.ts';
import { formatInstant } from '#lib/format/instant.ts';

export const weekdayWords = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
} as const satisfies Record<(typeof weekdays)[number], string>;

/** When a window is: "Mon–Fri 22:00 to 06:00 the next day", or from one instant to another in the migration's zone. */
export function windowText(window: BlackoutWindow, timeZone: string): string {
  if (window.kind === 'once') return `${formatInstant(window.from, timeZone)} to ${formatInstant(window.to, timeZone)}`;
  const next = window.to <= window.from ? ' the next day' : '';
  return `${daysText(window.weekdays)} ${window.from} to ${window.to}${next}`;
}

/** Neighbouring days as a range, from three on. */
function daysText(days: readonly (typeof weekdays)[number][]): string {
  const chosen = weekdays.filter((day) => days.includes(day));
  if (chosen.length === weekdays.length) return 'Every day';
  const runs: (typeof chosen)[] = [];
  for (const day of chosen) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && weekdays.indexOf(day) === weekdays.indexOf(before) + 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) => {
      const [first, last] = [run[0], run.at(-1)];
      return run.length > 2 && first && last
        ? [`${weekdayWords[first]}–${weekdayWords[last]}`]
        : run.map((day) => weekdayWords[day]);
    })
    .join(', ');
}
