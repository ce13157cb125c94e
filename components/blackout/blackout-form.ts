import { type BlackoutWindow, blackoutWindowSchema, type weekdays } from '#core/blackout/schema.ts';
import { instantOfWallClock } from '#core/time/wall-clock.ts';

export type BlackoutForm = {
  kind: 'weekly' | 'once';
  name: string;
  weekdays: (typeof weekdays)[number][];
  /** Weekly: times of day. */
  from: string;
  to: string;
  /** Once: what a field of kind `datetime-local` gives, by the clock of the migration. */
  begin: string;
  end: string;
};

export const emptyBlackoutForm: BlackoutForm = {
  kind: 'weekly',
  name: '',
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '22:00',
  to: '06:00',
  begin: '',
  end: '',
};

type Parsed = { ok: true; window: BlackoutWindow } | { ok: false; problems: Record<string, string> };

/** Reads the form with the schema of the plan; problems by the name of their field. Names tell windows apart. */
export function readBlackoutForm(form: BlackoutForm, timeZone: string, taken: readonly string[]): Parsed {
  const { kind, name } = form;
  const once = {
    kind,
    name,
    from: instantOfWallClock(form.begin, timeZone, 'first'),
    to: instantOfWallClock(form.end, timeZone, 'last'),
  };
  const weekly = { kind, name, weekdays: form.weekdays, from: form.from, to: form.to };
  const read = blackoutWindowSchema.safeParse(kind === 'once' ? once : weekly);
  const problems: Record<string, string> = {};
  for (const issue of read.error?.issues ?? []) problems[String(issue.path[0])] ??= issue.message;
  if (kind === 'once' && form.begin === '') problems.from = 'must be a day and a time';
  if (kind === 'once' && form.end === '') problems.to = 'must be a day and a time';
  if (taken.includes(name.trim())) problems.name = 'is the name of another window';
  return read.success && Object.keys(problems).length === 0 ? { ok: true, window: read.data } : { ok: false, problems };
}
