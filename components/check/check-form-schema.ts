import { type CheckKind, kindRegistry } from '#core/check/kinds.ts';
import { timesText } from '#core/check/schedule.ts';
import { type Schedule, scheduleSchema } from '#core/check/schema.ts';
import { type Tolerances, tolerancesSchema } from '#core/check/tolerances.ts';
import { formatExactDuration } from '#core/format/exact-duration.ts';
import { problemsOf } from '#core/problems-of.ts';
import { parseDuration } from '#lib/format/parse-duration.ts';
import { parseTimes } from '#lib/format/parse-times.ts';

export const toleranceWords = {
  lagMs: { name: 'Replication lag', hint: 'Younger differences are only suspected', duration: true },
  lagLimitMs: { name: 'Lag limit', hint: 'Suspected for longer counts as confirmed', duration: true },
  slaMs: { name: 'Promised response time, ms', hint: 'Of the target', duration: false },
  percentile: { name: 'Percentile', hint: '0.95 is the p95', duration: false },
  peakShare: {
    name: 'Share of the peak',
    hint: '0.8: hours with 80 % of legacy’s busiest hour count',
    duration: false,
  },
  cycleDays: { name: 'Business cycle, days', hint: 'In which the peak is looked for', duration: false },
} as const satisfies Record<keyof Tolerances, { name: string; hint: string; duration: boolean }>;

/** Those that mean something for a kind; the others are not asked for. */
export function tolerancesOf(kind: CheckKind, { of } = kindRegistry): readonly (keyof Tolerances)[] {
  return of(kind).tolerances;
}

export type CheckFormText = {
  every: string;
  grace: string;
  enabled: boolean;
  tolerances: Partial<Record<keyof Tolerances, string>>;
};

export function checkFormText(
  kind: CheckKind,
  schedule: Schedule,
  tolerances: Tolerances,
  enabled: boolean,
): CheckFormText {
  return {
    every: timesText(schedule).replace(/^every /, ''),
    grace: formatExactDuration(schedule.graceMs),
    enabled,
    tolerances: Object.fromEntries(
      tolerancesOf(kind).map((name) => {
        const value = tolerances[name];
        if (value === undefined) return [name, ''];
        return [name, toleranceWords[name].duration ? formatExactDuration(Number(value)) : String(value)];
      }),
    ),
  };
}

type Parsed =
  | { ok: true; schedule: Schedule; tolerances: Tolerances }
  | { ok: false; problems: Record<string, string> };

/** Reads the form with the schemas of the API; problems by the name of their field. */
export function readCheckForm(form: CheckFormText, kept: Tolerances): Parsed {
  const problems: Record<string, string> = {};
  const duration = (field: string, text: string) => {
    const ms = parseDuration(text);
    if (ms === null) problems[field] = 'must be a length of time, such as "15 min"';
    return ms ?? 0;
  };
  const times = parseTimes(form.every);
  if (times === null) problems.every = 'must be a length of time or a time, such as "15 min" or "daily 02:30"';
  const schedule = scheduleSchema.safeParse({ ...times, graceMs: duration('grace', form.grace) });
  for (const { pointer, message } of schedule.error ? problemsOf(schedule.error) : [])
    problems[pointer === '/graceMs' ? 'grace' : 'every'] ??= message;

  const wanted: Record<string, unknown> = { ...kept };
  for (const name of tolerancesSchema.keyof().options) {
    const text = form.tolerances[name]?.trim();
    if (text === undefined) continue;
    if (text === '') delete wanted[name];
    else if (toleranceWords[name].duration) wanted[name] = duration(name, text);
    else wanted[name] = name === 'cycleDays' ? Number(text) : text;
  }
  const tolerances = tolerancesSchema.safeParse(wanted);
  for (const issue of tolerances.error?.issues ?? []) problems[String(issue.path[0])] ??= issue.message;

  if (Object.keys(problems).length > 0 || !schedule.success || !tolerances.success) return { ok: false, problems };
  return { ok: true, schedule: schedule.data, tolerances: tolerances.data };
}
