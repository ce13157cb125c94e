import type { ForecastFacts } from './facts.ts';
import { assumptionsOf, basisOf, decidesText } from './forecast-text.ts';
import type { Forecast } from './schema.ts';
import { dayAfter, type Factor, factors, HORIZON_DAYS, type Simulated, simulate } from './simulate.ts';

/** Days that were judged before a date is named at all. */
export const NEEDED_DAYS = 7;

type SimulationSize = { seed: number; runs: number };

/**
 * When the gate can be passed: Monte-Carlo over breaks of the streak, days without evidence, what is left to do, and the calendar. Unknown
 * things never make it earlier; how it is computed stands in docs/numbers.md.
 */
export function forecast(facts: ForecastFacts, { seed, runs }: SimulationSize): Forecast {
  const none = { p50: null, p80: null, p95: null, earliest: null, decides: null };
  const said = { basis: basisOf(facts), assumptions: assumptionsOf(facts), notPart: [...facts.notPart], seed, runs };
  const missing = missingData(facts);
  if (missing !== null) return { state: 'not_enough_data', ...none, missing, ...said };
  const simulated = simulate(facts, seed, runs);
  const sorted = simulated.days.toSorted();
  const at = (share: number) => dayAfter(facts.today, sorted[Math.ceil(share * runs) - 1] ?? HORIZON_DAYS + 1);
  return {
    state: 'forecast',
    p50: at(0.5),
    p80: at(0.8),
    p95: at(0.95),
    earliest: dayAfter(facts.today, sorted[0] ?? HORIZON_DAYS + 1),
    missing: null,
    decides: decidesText(dominantOf(simulated), runs),
    ...said,
  };
}

/** The gate can be passed now. */
export function reached(today: string, given: SimulationSize): Forecast {
  const dates = { p50: today, p80: today, p95: today, earliest: today };
  return {
    state: 'reached',
    ...dates,
    missing: null,
    decides: null,
    basis: [],
    assumptions: [],
    notPart: [],
    ...given,
  };
}

/** A rate from nothing is no rate. */
function missingData({ streak, backlogs }: ForecastFacts): string | null {
  if (streak && streak.daysJudged < NEEDED_DAYS) {
    return `not enough data (${streak.daysJudged} of ${NEEDED_DAYS} days)`;
  }
  for (const { name, left, allowed, days } of backlogs) {
    if (left <= allowed) continue;
    if (days.length < NEEDED_DAYS) return `not enough data (${days.length} of ${NEEDED_DAYS} days)`;
    if (days.every(({ closed }) => closed === 0)) return `not enough data (none of ${left} ${name} was closed yet)`;
  }
  return null;
}

function dominantOf({ last, days }: Simulated): { factor: Factor; runs: number } | null {
  const counts = factors.map((factor, i) => ({
    factor,
    runs: last.reduce((sum, one, run) => sum + (one === i && (days[run] ?? 0) > 0 ? 1 : 0), 0),
  }));
  const [most] = counts.toSorted((a, b) => b.runs - a.runs);
  return most && most.runs > 0 ? most : null;
}
