import type { CheckRollup, DiscrepancySpan, Evidence } from '../evidence/rollup.ts';
import { cutOffMs, startOfDayMs } from '../time/day.ts';
import { msOf } from '../time/instant.ts';
import type { DayState } from './schema.ts';

export type JudgedDay = { date: string; state: DayState; reason: string | null };

/** A check that does not speak for a day, and why: "was overdue at the cut-off". */
export type OverdueCheck = { check: CheckRollup; datasetName: string; what: string };

type DayInputs = {
  timeZone: string;
  /** Critical ones in scope only. */
  spans: readonly DiscrepancySpan[];
  /** By day. */
  overdue: ReadonlyMap<string, OverdueCheck>;
  late: ReadonlySet<string>;
  /** Who accepted evidence that changed it, by day. */
  accepted: ReadonlyMap<string, string>;
  maintenance: Evidence['maintenance'];
};

/** A past day, judged at its cut-off: broken, else void, else excluded, else clean. */
export function judgeDay(
  date: string,
  { timeZone, spans, overdue, late, accepted, maintenance }: DayInputs,
): JudgedDay {
  const from = startOfDayMs(date, timeZone);
  const to = cutOffMs(date, timeZone);
  const open = spans.filter((span) => wasOpen(span, from, to));
  if (open.length > 0) return { date, state: 'broken', reason: brokenBy(open) };
  const silent = overdue.get(date);
  if (silent) {
    const reason = `${silent.datasetName}: ${kindWords(silent.check)} ${silent.what}`;
    return { date, state: 'void', reason };
  }
  const window = maintenance.find((w) => msOf(w.from) < to && msOf(w.to) > from && msOf(w.approvedAt) <= msOf(w.from));
  if (window) return { date, state: 'excluded', reason: window.reason };
  const by = accepted.get(date);
  if (by !== undefined) return { date, state: 'clean', reason: `judged again: late evidence, accepted by ${by}` };
  return { date, state: 'clean', reason: late.has(date) ? 'judged again: evidence of this day came late' : null };
}

/** Today: it never counts as clean, but it can break. */
export function judgeToday(date: string, nowMs: number, { timeZone, spans }: DayInputs): JudgedDay {
  const open = spans.filter((span) => wasOpen(span, startOfDayMs(date, timeZone), nowMs + 1));
  if (open.length > 0) return { date, state: 'broken', reason: brokenBy(open) };
  return { date, state: 'pending', reason: 'today is judged at its end' };
}

/** Open at any moment of [from, to); a span that opened and closed at one moment was open at that moment. */
function wasOpen(span: DiscrepancySpan, from: number, to: number): boolean {
  const opened = msOf(span.from);
  if (opened >= to) return false;
  return span.to === null || opened >= from || msOf(span.to) > from;
}

function brokenBy(spans: readonly DiscrepancySpan[]): string {
  const names = [...new Set(spans.map((span) => `D-${span.number}`))];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

function kindWords({ kind }: CheckRollup): string {
  return `the ${kind.replaceAll('_', ' ')} check`;
}
