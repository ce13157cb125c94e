import { z } from 'zod';
import type { Evidence } from '../evidence/rollup.ts';
import { counted } from '../format/count.ts';
import type { Mark } from '../mark/schema.ts';
import { outcomeSchema } from './criterion-result.ts';
import { evidenceByDay } from './evidence-by-day.ts';
import { evaluateCriterion, isStreak } from './registry.ts';
import type { CriterionDefinition } from './schema.ts';
import { trendDays } from './trend.ts';

export const backTestSchema = z.strictObject({
  /** Days that are over, of the last 30 of the parallel run, oldest first, as the criterion judges them at their end. */
  days: z.array(z.strictObject({ date: z.iso.date(), outcome: outcomeSchema })),
  met: z.int(),
  unknown: z.int(),
  /** "Would have been met on 23 of the last 30 days; 2 unknown." */
  text: z.string(),
});
export type BackTest = z.infer<typeof backTestSchema>;

/**
 * What a definition would have said at the end of each past day, on the evidence stored today: what came late is in it, and a waiver
 * is not.
 */
export function backTest(
  definition: CriterionDefinition,
  evidence: Evidence,
  now: Date,
  marks: readonly Mark[],
): BackTest {
  const dates = trendDays(evidence, now).slice(0, -1);
  // The first moment after a day counts that day, which is over then: only the streak looks at whole days.
  const later = isStreak(definition) ? 1 : 0;
  const days = evidenceByDay(evidence, dates, now, marks).map(({ day, at, evidence: then }) => ({
    date: day,
    outcome: evaluateCriterion(definition, then, new Date(at.getTime() + later)).outcome,
  }));
  const count = (outcome: BackTest['days'][number]['outcome']) => days.filter((day) => day.outcome === outcome).length;
  const [met, unknown] = [count('met'), count('unknown')];
  return { days, met, unknown, text: textOf(days.length, met, unknown, count('not_available')) };
}

function textOf(days: number, met: number, unknown: number, notAvailable: number): string {
  if (days === 0) return 'No day of the parallel run is over yet: there is nothing to test it on.';
  if (notAvailable > 0) return 'It cannot be judged yet, so it cannot be tested on past days either.';
  const apart = unknown > 0 ? `; ${counted(unknown, 'day')} unknown` : '';
  if (days === 1) return `Would ${met === 1 ? '' : 'not '}have been met on the last day${apart}.`;
  return `Would have been met on ${met} of the last ${days} days${apart}.`;
}
