import type { z } from 'zod';
import type { newMigrationSchema } from '../migration/schema.ts';
import { type PlanDocument, planDocumentSchema } from '../plan/document.ts';
import { addDays, daysBetween, startOfDayMs } from '../time/day.ts';
import { isoOf } from '../time/instant.ts';
import { responsibilitiesOf } from './responsibilities-of.ts';
import type { Contained, Due, Template } from './template.ts';

export type TemplateStart = { startOn: string; migration: z.output<typeof newMigrationSchema> };

type Span = { plannedFrom: string; plannedTo: string };

/** Days after the last of a month until it is closed. */
const CLOSE_DAYS = 2;

/** The plan that a template makes for a migration that begins on a day. Depends on its arguments only. */
export function planOf(template: Template, { startOn, migration }: TemplateStart): PlanDocument {
  const spans = spansOf(template, startOn);
  const spanOf = (phase: string): Span => {
    const span = spans.get(phase);
    if (!span) throw new Error(`"${phase}" is not a phase of "${template.title}".`);
    return span;
  };
  const dayOf = ({ phase, at, days = 0 }: Due) =>
    addDays(at === 'start' ? spanOf(phase).plannedFrom : spanOf(phase).plannedTo, days);
  const last = template.phases.at(-1);
  const beforeLast = template.phases.at(-2) ?? last;
  const endsOn = last ? spanOf(last.name).plannedTo : startOn;
  const { teams, phases, workstreams, communications, freezes, checks, title: _, purpose: __, ...same } = template;
  return planDocumentSchema.parse({
    parallax: 1,
    migration,
    settings: {
      timeBox: beforeLast ? { endsOn: twiceAsLong(startOn, spanOf(beforeLast.name).plannedTo) } : null,
      checks,
    },
    ...same,
    teams: teams.map(({ deputy: ___, ...team }) => team),
    phases: phases.map(({ name, goal, entry, exit }) => ({ name, goal, entry, exit, ...spanOf(name) })),
    responsibilities: responsibilitiesOf(template),
    workstreams: workstreams.map((work) => ({ ...work, dueOn: spanOf(work.phase).plannedTo })),
    communications: communications.map(({ due, ...rest }) => ({ ...rest, dueOn: dayOf(due) })),
    calendar: [
      ...freezesIn(freezes, startOn, endsOn, migration.timeZone),
      ...monthEnds(startOn, endsOn, migration.timeZone),
    ],
  });
}

/** A parallel run takes as long again as it was planned for: plan for three months, budget for six. */
function twiceAsLong(from: string, to: string): string {
  return addDays(to, daysBetween(from, to) + 1);
}

/** Phases follow one another without a gap; a week has seven days, whatever day the first begins on. */
function spansOf({ phases }: Template, startOn: string): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  let from = startOn;
  for (const { name, weeks, contains } of phases) {
    const planned = addDays(from, weeks * 7 - 1);
    const needed = contains ? lastDayNeeded(contains, from) : planned;
    const to = [planned, needed].toSorted()[1] ?? planned;
    spans.set(name, { plannedFrom: from, plannedTo: to });
    from = addDays(to, 1);
  }
  return spans;
}

/** The day on which the first month that counts is closed. */
function lastDayNeeded(contains: Contained, from: string): string {
  const isWhole = contains === 'whole_month' && !from.endsWith('-01');
  const month = isWhole ? firstOfNextMonth(from) : from;
  return addDays(firstOfNextMonth(month), CLOSE_DAYS - 1);
}

function firstOfNextMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return month === 12 ? dayText(year + 1, 1, 1) : dayText(year, month + 1, 1);
}

const months = ['January', 'February', 'March', 'April', 'May', 'June'].concat([
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]);

/** Every month-end on the way: from the last day of the month until the second of the next is over, by the clock of the zone. */
function monthEnds(from: string, to: string, timeZone: string) {
  return monthsBetween(from, to).flatMap(({ year, month }) => {
    const first = firstOfNextMonth(dayText(year, month, 1));
    const lastDay = addDays(first, -1);
    if (lastDay < from || lastDay > to) return [];
    return [
      {
        name: `Month-end ${months[month - 1]} ${year}`,
        kind: 'month_end' as const,
        ...windowOf(lastDay, addDays(first, CLOSE_DAYS), timeZone),
        reason: 'A business cycle that must have been compared',
      },
    ];
  });
}

function freezesIn(freezes: Template['freezes'], from: string, to: string, timeZone: string) {
  const [first, last] = [Number(from.slice(0, 4)) - 1, Number(to.slice(0, 4))];
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return freezes.flatMap((freeze) =>
    years.flatMap((year) => {
      const begins = `${year}-${freeze.from}`;
      const ends = `${freeze.to > freeze.from ? year : year + 1}-${freeze.to}`;
      if (ends < from || begins > to) return [];
      return [
        {
          name: `${freeze.name} ${year}`,
          kind: 'freeze' as const,
          ...windowOf(begins, addDays(ends, 1), timeZone),
          reason: freeze.reason,
        },
      ];
    }),
  );
}

function monthsBetween(from: string, to: string): { year: number; month: number }[] {
  const index = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return Array.from({ length: index(to) - index(from) + 1 }, (_, i) => {
    const at = index(from) + i;
    return { year: Math.floor(at / 12), month: (at % 12) + 1 };
  });
}

const dayText = (year: number, month: number, day: number) =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');

/** From the first moment of a day up to the first moment of another. */
function windowOf(from: string, until: string, timeZone: string) {
  return { from: isoOf(startOfDayMs(from, timeZone)), to: isoOf(startOfDayMs(until, timeZone)) };
}
