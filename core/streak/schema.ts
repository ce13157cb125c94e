import { z } from 'zod';
import { countSchema } from '../schema-parts.ts';

/** What a day of the ledger counts as. */
export const dayStateSchema = z.enum(['clean', 'broken', 'void', 'excluded', 'pending']);
export type DayState = z.infer<typeof dayStateSchema>;

/** The dated ledger behind "zero critical discrepancies for N consecutive days"; oldest day first, today last. */
export const streakSchema = z.strictObject({
  timeZone: z.string(),
  neededDays: countSchema,
  cleanDays: countSchema,
  /** First day on which the streak could be complete if nothing else breaks. */
  earliestDate: z.iso.date().nullable(),
  /** From one look at everything to the next in those days, the dataset with the longest stretch; null: no dataset is compared. */
  longestGap: z.strictObject({ days: countSchema, dataset: z.string() }).nullable(),
  days: z.array(z.strictObject({ date: z.iso.date(), state: dayStateSchema, reason: z.string().nullable() })),
});
export type Streak = z.infer<typeof streakSchema>;
