import type { z } from 'zod';
import type { newMigrationSchema } from '../migration/schema.ts';
import { type PlanDocument, planDocumentSchema } from '../plan/document.ts';
import { addDays, startOfDayMs } from '../time/day.ts';
import { isoOf } from '../time/instant.ts';
import { responsibilitiesOf } from './responsibilities-of.ts';
import type { Due, Template } from './template.ts';

export type Given = { startOn: string; migration: z.output<typeof newMigrationSchema> };

type Span = { plannedFrom: string; plannedTo: string };

/** Weeks that a parallel run may last longer than planned before the time box is over. */
const RESERVE_WEEKS = 4;

/** The plan that a template makes for a migration that begins on a day. Depends on its arguments only. */
export function planOf(template: Template, { startOn, migration }: Given): PlanDocument {
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
      timeBox: beforeLast ? { endsOn: addDays(spanOf(beforeLast.name).plannedTo, RESERVE_WEEKS * 7) } : null,
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

/** Phases follow one another without a gap; a week has seven days, whatever day the first begins on. */
function spansOf({ phases }: Template, startOn: string): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  let from = startOn;
  for (const { name, weeks } of phases) {
    const next = addDays(from, weeks * 7);
    spans.set(name, { plannedFrom: from, plannedTo: addDays(next, -1) });
    from = next;
  }
  return spans;
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
    const first = dayText(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1);
    const lastDay = addDays(first, -1);
    if (lastDay < from || lastDay > to) return [];
    return [
      {
        name: `Month-end ${months[month - 1]} ${year}`,
        kind: 'month_end' as const,
        ...windowOf(lastDay, addDays(first, 2), timeZone),
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
