import { z } from 'zod';

/** The bar of a figure's median, both ends included. */
const goalSchema = z.union([z.strictObject({ atLeast: z.number() }), z.strictObject({ atMost: z.number() })]);
export type Goal = z.infer<typeof goalSchema>;

export const figureSchema = z.strictObject({
  /** What was measured, such as "batches of 1,000, four clients". */
  what: z.string(),
  /** One value for each round. A speed is a ratio to a baseline that was measured in the same round. */
  values: z.array(z.number()).min(1),
  /** "×" for a ratio. */
  unit: z.string(),
  /** Null: for orientation. */
  goal: goalSchema.nullable(),
  /** What else helps to read it: seed, absolute times. */
  note: z.string().optional(),
});
export type Figure = z.infer<typeof figureSchema>;

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/** Null where there is no bar. A figure that is not a number misses every bar. */
export function isMet({ values, goal }: Figure): boolean | null {
  if (goal === null) return null;
  const median = medianOf(values);
  return 'atLeast' in goal ? median >= goal.atLeast : median <= goal.atMost;
}

/** Ours over the baseline's, round by round. */
export function ratiosOf(ours: readonly number[], baseline: readonly number[]): number[] {
  if (ours.length !== baseline.length) throw new Error('A ratio needs both sides of every round.');
  return ours.map((value, i) => value / (baseline[i] ?? Number.NaN));
}
