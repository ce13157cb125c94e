import { addDays, dayOf, daysBetween } from '../time/day.ts';

/** A stretch on the timeline: shares of its width, from 0 to 1. */
export type Bar = { at: number; width: number };

export type TimelinePhase = {
  name: string;
  plannedFrom: string | null;
  plannedTo: string | null;
  /** When it really began and ended; instants. */
  startedAt: string | null;
  leftAt: string | null;
};

export type TimelineRow = {
  name: string;
  planned: Bar | null;
  actual: Bar | null;
  /** Where its gate stands: where it was left, else where it is planned to end. */
  gate: number | null;
  /** Days after the planned end: when it was left, or until today; 0: in time; null: no end is planned, or it has not begun. */
  lateDays: number | null;
};

export type Timeline = {
  from: string;
  /** The day after the last. */
  to: string;
  rows: TimelineRow[];
  windows: { name: string; kind: string; bar: Bar }[];
  today: number;
  /** Where the time box ends. */
  timeBox: number | null;
  months: { date: string; at: number }[];
};

type TimelineInputs = {
  phases: readonly TimelinePhase[];
  windows: readonly { name: string; kind: string; from: string; to: string }[];
  timeBoxEndsOn: string | null;
  timeZone: string;
  nowMs: number;
};

/** Geometry of the plan in time. The picture reaches from the first day that anything is planned or happened on to the last. */
export function timelineOf({ phases, windows, timeBoxEndsOn, timeZone, nowMs }: TimelineInputs): Timeline | null {
  const today = dayOf(nowMs, timeZone);
  const day = (instant: string) => dayOf(Date.parse(instant), timeZone);
  const known = phases
    .flatMap(({ plannedFrom, plannedTo, startedAt, leftAt }) => [
      plannedFrom,
      plannedTo,
      startedAt && day(startedAt),
      leftAt && day(leftAt),
    ])
    .filter((date) => date !== null);
  if (known.length === 0) return null;
  const days = [...known, today, ...(timeBoxEndsOn === null ? [] : [timeBoxEndsOn])].toSorted();
  const [from, to] = [days[0] ?? today, addDays(days.at(-1) ?? today, 1)];
  const span = daysBetween(from, to);
  const at = (date: string) => Math.min(1, Math.max(0, daysBetween(from, date) / span));
  const bar = (first: string, end: string): Bar => ({ at: at(first), width: Math.max(0, at(end) - at(first)) });
  return {
    from,
    to,
    rows: phases.map((phase) => rowOf(phase, { today, at, bar, day })),
    windows: windows
      .map(({ name, kind, from: begin, to: end }) => ({ name, kind, bar: bar(day(begin), lastDay(end, timeZone)) }))
      .filter((window) => window.bar.width > 0),
    today: at(today),
    timeBox: timeBoxEndsOn === null ? null : at(timeBoxEndsOn),
    months: monthsIn(from, to).map((date) => ({ date, at: at(date) })),
  };
}

/** Windows end before their end: one until midnight does not reach into the next day. */
function lastDay(end: string, timeZone: string): string {
  return addDays(dayOf(Date.parse(end) - 1, timeZone), 1);
}

type Scale = {
  today: string;
  at: (date: string) => number;
  bar: (first: string, end: string) => Bar;
  day: (instant: string) => string;
};

function rowOf({ name, plannedFrom, plannedTo, startedAt, leftAt }: TimelinePhase, scale: Scale): TimelineRow {
  const { today, at, bar, day } = scale;
  const ended = leftAt === null ? null : day(leftAt);
  const until = ended ?? today;
  return {
    name,
    planned: plannedFrom !== null && plannedTo !== null ? bar(plannedFrom, addDays(plannedTo, 1)) : null,
    actual: startedAt === null ? null : bar(day(startedAt), addDays(until, 1)),
    gate: ended !== null ? at(addDays(ended, 1)) : plannedTo !== null ? at(addDays(plannedTo, 1)) : null,
    lateDays: plannedTo === null || startedAt === null ? null : Math.max(0, daysBetween(plannedTo, until)),
  };
}

/** First days of the months between two days. */
function monthsIn(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = nextMonth(from); month < to; month = nextMonth(month)) months.push(month);
  return months;
}

function nextMonth(date: string): string {
  return `${addDays(`${date.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
}
