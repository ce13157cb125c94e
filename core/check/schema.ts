import { z } from 'zod';
import { countSchema, uuidSchema } from '../schema-parts.ts';
import { DAY_MS } from '../time/units.ts';
import { type KindRegistry, kindRegistry } from './kinds.ts';
import { tolerancesSchema } from './tolerances.ts';

const CLOCK = '([01]\\d|2[0-3]):[0-5]\\d';

export const checkKindSchema = checkKindSchemaOf(kindRegistry);

export function checkKindSchemaOf({ kinds }: KindRegistry) {
  return z.enum(kinds.map(({ id }) => id));
}

export const scheduledWeekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export const calendarTimeSchema = z
  .string()
  .regex(
    new RegExp(`^(daily ${CLOCK}|weekly (${scheduledWeekdays.join('|')})( ${CLOCK})?)$`, 'i'),
    'must be a time of the calendar, such as "daily 02:30" or "weekly sunday 02:30"',
  );

/** Late by at most so much. */
const graceMs = countSchema.max(366 * DAY_MS);

/**
 * When results are due: at an interval, or by the clock of the migration's time zone. Overdue makes all that rests on the check unknown.
 */
export const scheduleSchema = z.union(
  [
    z.strictObject({ everyMs: countSchema.min(1_000).max(366 * DAY_MS), graceMs }),
    z.strictObject({
      at: calendarTimeSchema,
      graceMs,
    }),
  ],
  { error: 'must say when: everyMs, or at ("daily 02:30", "weekly sunday 02:30"); and graceMs' },
);
export type Schedule = z.infer<typeof scheduleSchema>;

export const samplingSchema = z.strictObject({ rows: countSchema.min(1), seed: z.string().max(100).optional() });

export const listChecksSchema = z.strictObject({ migrationId: uuidSchema, datasetId: uuidSchema.optional() });

export const updateCheckSchema = z.strictObject({
  migrationId: uuidSchema,
  checkId: uuidSchema,
  schedule: scheduleSchema.optional(),
  tolerances: tolerancesSchema.optional(),
  enabled: z.boolean().optional(),
});
