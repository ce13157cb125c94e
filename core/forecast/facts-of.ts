import { isStreak, type Registry, registry } from '../criteria/registry.ts';
import type { AnyDefinition } from '../criteria/requirement.ts';
import type { Evidence } from '../evidence/rollup.ts';
import type { Mark } from '../mark/schema.ts';
import type { PlanItem } from '../part/plan-parts.ts';
import type { PhaseState } from '../phase/phase-states.ts';
import { dueOfWorkstream, isWorkDone } from '../plan/due-of-workstream.ts';
import { addDays, dayOf, daysBetween, startOfDayMs } from '../time/day.ts';
import { msOf } from '../time/instant.ts';
import type { JudgedCriterion } from '../verdict/judged-criterion.ts';
import { backlogOf } from './backlogs.ts';
import type { Backlog, ForecastFacts, StreakFacts } from './facts.ts';
import { streakFactsOf } from './streak-facts.ts';

type GateState = {
  evidence: Evidence;
  /** Those of the gate, as they were judged. */
  criteria: readonly JudgedCriterion<AnyDefinition>[];
  phases: readonly PhaseState[];
  gate: string | null;
  workstreams: readonly PlanItem<'workstreams'>[];
  /** Newest marks by `markKey`. */
  marks: ReadonlyMap<string, Mark>;
  now: Date;
};

/** What the forecast of a gate rests on. Only what blocks is waited for. */
export function factsOf(
  { evidence, criteria, phases, gate, workstreams, marks, now }: GateState,
  known: Registry = registry,
): ForecastFacts {
  const { timeZone } = evidence;
  const today = dayOf(now.getTime(), timeZone);
  const blocking = criteria.filter(({ definition }) => definition.blocking);
  const missing = blocking.filter(
    ({ definition, result }) =>
      !isStreak(definition, known) && (result.outcome === 'not_met' || result.outcome === 'unknown'),
  );
  const backlogs = new Map<string, Backlog>();
  const notPart: string[] = [];
  for (const criterion of missing) {
    const backlog = backlogOf(criterion, { evidence, now }, known);
    if (backlog) backlogs.set(JSON.stringify([backlog.name, criterion.definition.scope]), backlog);
    else notPart.push(known.of(criterion.definition.metric).name.toLowerCase());
  }
  const asked = workstreams.filter(({ phase }) => isOfGate(phase, gate, phases));
  const open = asked.filter((stream) => !isWorkDone(stream, marks));
  return {
    today,
    streak: hardest(blocking, evidence, now, known),
    backlogs: [...backlogs.values()],
    floors: open.flatMap((stream) => {
      const due = dueOfWorkstream(stream, marks);
      return due === null ? [] : [{ name: stream.name, day: expected(due, today) }];
    }),
    closed: evidence.windows.flatMap(({ entry }) => closedDays(entry, timeZone)).filter(({ to }) => to >= today),
    excluded: evidence.maintenance.flatMap(({ from, to, approvedAt }) =>
      msOf(approvedAt) <= msOf(from) ? daysOf(from, to, today, timeZone) : [],
    ),
    notPart: [
      ...new Set([
        ...notPart,
        ...open.filter((stream) => dueOfWorkstream(stream, marks) === null).map(({ name }) => `${name} (no due date)`),
      ]),
    ],
  };
}

/** Of several streaks the one with most days to go. */
function hardest(
  blocking: readonly JudgedCriterion<AnyDefinition>[],
  evidence: Evidence,
  now: Date,
  known: Registry,
): StreakFacts | null {
  const streaks = blocking
    .filter(({ definition, result }) => isStreak(definition, known) && result.outcome !== 'waived')
    .map(({ definition }) => streakFactsOf(definition, evidence, now));
  const left = ({ neededDays, cleanDays }: StreakFacts) => neededDays - cleanDays;
  return streaks.toSorted((a, b) => left(b) - left(a))[0] ?? null;
}

/** Whole days: what ends on a day leaves the rest of it. */
function closedDays({ kind, name, from, to }: PlanItem<'calendar'>, timeZone: string): ForecastFacts['closed'] {
  if (kind !== 'freeze' && kind !== 'holiday') return [];
  const start = dayOf(msOf(from), timeZone);
  const first = startOfDayMs(start, timeZone) === msOf(from) ? start : addDays(start, 1);
  const last = addDays(dayOf(msOf(to), timeZone), -1);
  return first <= last ? [{ name, from: first, to: last }] : [];
}

/** Work that is late is expected to be late by as long again. */
function expected(due: string, today: string): string {
  const late = daysBetween(due, today);
  return late <= 0 ? due : addDays(today, late);
}

/** Without a phase it belongs to the last gate; a plan without phases has one. */
function isOfGate(phase: string | null, gate: string | null, phases: readonly PhaseState[]): boolean {
  if (gate === null || phase === gate) return true;
  const at = phases.findIndex(({ name }) => name === gate);
  if (phase === null) return phases.slice(at + 1).every(({ name }) => /decommission/i.test(name));
  // What an earlier gate waited for and was left undone is waited for still.
  const own = phases.findIndex(({ name }) => name === phase);
  return own >= 0 && own < at;
}

function daysOf(from: string, to: string, today: string, timeZone: string): string[] {
  const days: string[] = [];
  const last = dayOf(msOf(to) - 1, timeZone);
  for (let day = dayOf(msOf(from), timeZone); day <= last; day = addDays(day, 1)) if (day >= today) days.push(day);
  return days;
}
