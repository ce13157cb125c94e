import { counted, countText, listed } from '../format/count.ts';
import { dateText } from '../format/date.ts';
import type { Backlog, ForecastFacts, StreakFacts } from './facts.ts';
import { ASSUMED_LENGTH, type Factor, FEW_BREAKS, HORIZON_DAYS } from './simulate.ts';

const deciding: Record<Factor, string> = {
  streak: 'The streak decides',
  discrepancies: 'Open discrepancies decide',
  coverage: 'What is still to be covered decides',
  plan: 'Work of the plan decides',
  calendar: 'The calendar decides',
};

/** "The streak decides (84 % of the runs)." */
export function decidesText(dominant: { factor: Factor; runs: number } | null, runs: number): string | null {
  if (!dominant) return null;
  return `${deciding[dominant.factor]} (${Math.floor((dominant.runs / runs) * 100)} % of the runs).`;
}

/** The counts behind it. */
export function basisOf({ streak, backlogs, floors, closed }: ForecastFacts): string[] {
  return [
    ...(streak ? streakBasis(streak) : []),
    ...backlogs.map(backlogBasis),
    ...floors.map(({ name, day }) => `${name}: not before ${dateText(day)}.`),
    ...closed.map(({ name, from, to }) => `${name}: closed ${dateText(from)} to ${dateText(to)}.`),
  ];
}

function streakBasis(streak: StreakFacts): string[] {
  const { cleanDays, neededDays, breakAges, daysJudged, voidDays, daysSeen, openFor } = streak;
  return [
    `${countText(cleanDays)} of ${counted(neededDays, 'clean day')}.`,
    `A critical discrepancy arrived on ${countText(breakAges.length)} of ${counted(daysJudged, 'day')}${lately(streak)}.`,
    `${countText(voidDays)} of ${counted(daysSeen, 'day')} lacked evidence.`,
    ...(openFor.length > 0
      ? [`${counted(openFor.length, 'critical discrepancy is', 'critical discrepancies are')} open.`]
      : []),
  ];
}

/** ", on 6 of them in the newer half", where that is more than the older half had. */
function lately({ breakAges, daysJudged }: StreakFacts): string {
  const newer = breakAges.filter((age) => age <= Math.ceil(daysJudged / 2)).length;
  return newer > breakAges.length - newer ? `, ${countText(newer)} of them in the newer half` : '';
}

function backlogBasis({ name, left, allowed, days }: Backlog): string {
  const sum = (of: (day: Backlog['days'][number]) => number) => days.reduce((total, day) => total + of(day), 0);
  const arrived = sum((day) => day.arrived);
  const kept = allowed > 0 ? `, ${countText(allowed)} may stay` : '';
  const came = arrived > 0 ? `, ${countText(arrived)} came` : '';
  const done = countText(sum(({ closed }) => closed));
  return `${countText(left)} ${name} left${kept}; ${done} done${came} in ${counted(days.length, 'day')}.`;
}

/** What is taken for granted, so that everybody can object. */
export function assumptionsOf({ streak, backlogs, floors, notPart }: ForecastFacts): string[] {
  const said: string[] = [];
  if (streak) {
    said.push(
      'Days to come break as often as days so far. How often that is, is itself drawn anew in each run from what the days so far allow, so few days give a wide range.',
      'If they broke more often lately, they go on so. Getting better over time is not counted on.',
    );
    if (streak.lengths.length < FEW_BREAKS) {
      said.push(
        `Fewer than ${FEW_BREAKS} breaks were seen to end, so one of the lengths drawn is ${Math.max(ASSUMED_LENGTH, ...streak.lengths)} days.`,
      );
    }
    if (streak.openFor.length > 0) said.push('What is open stays open at least as long again.');
  }
  if (backlogs.length > 0) said.push('What is left is worked off at the pace of the days so far.');
  if (floors.length > 0) said.push('Work that is late is late by as long again.');
  said.push('Nothing is decided in a freeze window or on a holiday.');
  said.push(`Runs are followed for ${HORIZON_DAYS} days.`);
  if (notPart.length > 0) said.push(`Not part of the date: ${listed(notPart, 20)}.`);
  return said;
}
