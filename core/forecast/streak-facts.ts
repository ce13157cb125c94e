import { streakOfCriterion } from '../criteria/metrics/critical-free-streak.ts';
import type { Requirement } from '../criteria/requirement.ts';
import { datasetsInScope } from '../criteria/scope.ts';
import type { Evidence } from '../evidence/rollup.ts';
import { countDays } from '../streak/streak.ts';
import { dayOf, daysBetween } from '../time/day.ts';
import { msOf } from '../time/instant.ts';
import type { StreakFacts } from './facts.ts';

/**
 * What the ledger of a streak says about days to come. Days before the first evidence count for nothing: nobody looked yet. A break is a day
 * on which at least one critical discrepancy arrived, and lasts until the last of them is closed.
 */
export function streakFactsOf(definition: Requirement, evidence: Evidence, now: Date): StreakFacts {
  const ledger = streakOfCriterion(definition, evidence, now);
  const today = ledger.days.at(-1);
  const past = ledger.days.slice(0, -1);
  const seen = past.slice(
    Math.max(
      0,
      past.findIndex(({ state }) => state !== 'void'),
    ),
  );
  const daysSeen = past.every(({ state }) => state === 'void') ? 0 : seen.length;
  const voidDays = daysSeen === 0 ? 0 : seen.filter(({ state }) => state === 'void').length;
  const todayBroken = today?.state === 'broken';
  const first = seen[0]?.date ?? today?.date ?? '';
  const judgedDays = [...seen, ...(today && todayBroken ? [today] : [])].filter(({ state }) => state !== 'void');
  const spells = spellsOf(definition, evidence, first, now);
  return {
    neededDays: ledger.neededDays,
    cleanDays: ledger.cleanDays,
    voidsInARow: todayBroken ? 0 : countDays(past).voids,
    todayBroken,
    daysSeen,
    voidDays,
    daysJudged: daysSeen - voidDays + (todayBroken ? 1 : 0),
    breakAges: spells
      .filter(({ from }) => from >= first)
      .map(({ from }) => Math.max(1, judgedDays.filter(({ date }) => date >= from).length)),
    lengths: spells.filter(({ open }) => !open).map(lengthOf),
    openFor: spells.filter(({ open }) => open).map(lengthOf),
  };
}

type Spell = { from: string; to: string; open: boolean };

const lengthOf = ({ from, to }: Spell) => daysBetween(from, to) + 1;

function spellsOf({ scope }: Requirement, evidence: Evidence, first: string, now: Date): Spell[] {
  const { timeZone } = evidence;
  const ids = new Set(datasetsInScope(evidence, scope).map(({ id }) => id));
  const today = dayOf(now.getTime(), timeZone);
  const byDay = new Map<string, Spell>();
  for (const { severity, datasetId, from, to } of evidence.spans) {
    if (severity !== 'critical' || !ids.has(datasetId) || msOf(from) > now.getTime()) continue;
    const closed = to !== null && msOf(to) <= now.getTime();
    const day = dayOf(msOf(from), timeZone);
    const known = byDay.get(day);
    const until = closed ? dayOf(msOf(to), timeZone) : today;
    byDay.set(day, {
      from: day,
      to: known && known.to > until ? known.to : until,
      open: !closed || (known?.open ?? false),
    });
  }
  return [...byDay.values()].filter(({ to }) => to >= first);
}
