import type { CheckRollup, DiscrepancySpan, Evidence } from '../evidence/rollup.ts';
import { cutOffMs, startOfDayMs } from '../time/day.ts';
import { msOf } from '../time/instant.ts';
import type { DayState } from '../verdict/schema.ts';

export type JudgedDay = { date: string; state: DayState; reason: string | null };

/** A check with, per day, until when its evidence of that day and all before it holds. */
export type CoveredCheck = {
  check: CheckRollup;
  datasetName: string;
  coveredUntilMs: ReadonlyMap<string, number>;
  /** Before then its first result was not due yet. */
  firstDueMs: number;
  lateDays: ReadonlySet<string>;
};

type Given = {
  timeZone: string;
  /** Critical ones in scope only. */
  spans: readonly DiscrepancySpan[];
  checks: readonly CoveredCheck[];
  maintenance: Evidence['maintenance'];
};

/** A past day, judged at its cut-off: broken, else void, else excluded, else clean. */
export function judgeDay(date: string, { timeZone, spans, checks, maintenance }: Given): JudgedDay {
  const from = startOfDayMs(date, timeZone);
  const to = cutOffMs(date, timeZone);
  const open = spans.filter((span) => wasOpen(span, from, to));
  if (open.length > 0) return { date, state: 'broken', reason: brokenBy(open) };
  const overdue = checks.find((covered) => isOverdue(covered, date, to));
  if (overdue)
    return {
      date,
      state: 'void',
      reason: `${overdue.datasetName}: ${kindWords(overdue.check)} was overdue at the cut-off`,
    };
  const window = maintenance.find((w) => msOf(w.from) < to && msOf(w.to) > from && msOf(w.approvedAt) <= msOf(w.from));
  if (window) return { date, state: 'excluded', reason: window.reason };
  const late = checks.some(({ lateDays }) => lateDays.has(date));
  return { date, state: 'clean', reason: late ? 'judged again: evidence of this day came late' : null };
}

/** Today: it never counts as clean, but it can break. */
export function judgeToday(date: string, nowMs: number, { timeZone, spans }: Given): JudgedDay {
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

function isOverdue({ check, coveredUntilMs, firstDueMs }: CoveredCheck, date: string, cutOff: number): boolean {
  // Another kind of check can only be overdue once its first result was due; a dataset that nothing compared field by field
  // proves nothing about its discrepancies, whenever the check for it was set up.
  if (check.kind !== 'field_level' && firstDueMs >= cutOff) return false;
  return (coveredUntilMs.get(date) ?? Number.NEGATIVE_INFINITY) < cutOff;
}

function brokenBy(spans: readonly DiscrepancySpan[]): string {
  const names = [...new Set(spans.map((span) => `D-${span.number}`))];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

function kindWords({ kind }: CheckRollup): string {
  return `the ${kind.replaceAll('_', ' ')} check`;
}
