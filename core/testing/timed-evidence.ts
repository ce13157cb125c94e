import type { EnteredWindow } from '../evidence/plan-facts.ts';
import type { Evidence } from '../evidence/rollup.ts';
import { planParts } from '../part/plan-parts.ts';
import { DAY_MS, HOUR_MS } from '../time/units.ts';
import { evidenceOf, FIRST, type History } from './histories.ts';

export const START = Date.parse(`${FIRST}T00:00:00Z`);
export const iso = (ms: number): string => new Date(ms).toISOString();

const LAG_LIMIT_MS = 20 * HOUR_MS;
const VALID_DAYS = 2;

/** The evidence of a history whose moments lie anywhere in their minute, with a calendar, a limit to doubt and marks that expire. */
export function timedEvidence(
  history: History,
  jitter: readonly number[],
): { evidence: Evidence; moments: number[][] } {
  let next = 0;
  const off = (instant: string | number) => {
    const ms = typeof instant === 'number' ? instant : Date.parse(instant);
    next += 1;
    return iso(ms + (jitter[next % jitter.length] ?? 0));
  };
  const made = evidenceOf(history);
  const entries = [
    { kind: 'freeze', name: 'Quarter', from: off(START + 2 * DAY_MS), to: off(START + 3 * DAY_MS) },
    { kind: 'month_end', name: 'October', from: off(START - DAY_MS), to: off(START + DAY_MS) },
    // So long ago that it is soon forgotten, and looked at only because it began in the parallel run.
    { kind: 'month_end', name: 'September', from: off(START - 59 * DAY_MS), to: off(START - 57 * DAY_MS) },
  ] as const;
  const windows: EnteredWindow[] = entries.map((entry) => ({
    entry: planParts.calendar.schema.parse(entry),
    enteredAt: iso(START),
  }));
  const { scenarios, attestations, marks } = made.plan;
  const evidence: Evidence = {
    ...made,
    startedAt: iso(START - 61 * DAY_MS),
    windows,
    checks: made.checks.map((check) => ({
      ...check,
      tolerances: { ...check.tolerances, lagLimitMs: LAG_LIMIT_MS },
      latest: check.latest && { ...check.latest, asOf: off(check.latest.asOf), dueAt: off(check.latest.dueAt) },
    })),
    spans: made.spans.map((span) => ({ ...span, from: off(span.from), to: span.to && off(span.to) })),
    plan: {
      ...made.plan,
      scenarios: scenarios.map((item) => ({ ...item, validDays: VALID_DAYS })),
      attestations: attestations.map((item) => ({ ...item, validDays: VALID_DAYS + 1 })),
      marks: new Map([...marks].map(([key, mark]) => [key, { ...mark, at: off(mark.at) }])),
    },
  };
  // By what makes something change then, so that each of them is looked at as often.
  const moments = [
    evidence.checks.flatMap(({ latest }) => (latest ? [Date.parse(latest.dueAt)] : [])),
    evidence.checks.flatMap(({ latest }) => (latest ? [Date.parse(latest.asOf) + LAG_LIMIT_MS] : [])),
    evidence.spans.flatMap(({ from, to }) => [Date.parse(from), ...(to ? [Date.parse(to)] : [])]),
    windows.flatMap(({ entry }) => [Date.parse(entry.from), Date.parse(entry.to)]),
    windows.map(({ entry }) => Date.parse(entry.to) + 60 * DAY_MS),
    [...evidence.plan.marks.values()].flatMap(({ at }) =>
      [0, VALID_DAYS, VALID_DAYS + 1].map((days) => Date.parse(at) + days * DAY_MS),
    ),
  ];
  return { evidence, moments };
}

/** Cycles as the server reads them: those of the last two months. */
export function evidenceAt(evidence: Evidence, now: number): Evidence {
  const cycles = evidence.windows.flatMap(({ entry: { kind, name, from, to } }) =>
    kind === 'month_end' && Date.parse(to) > now - 60 * DAY_MS ? [{ name, from, to }] : [],
  );
  return { ...evidence, plan: { ...evidence.plan, cycles } };
}
