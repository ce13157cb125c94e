import { z } from 'zod';
import { countSchema, decimalSchema, ratioSchema, uuidSchema } from '../schema-parts.ts';
import { DAY_MS } from '../time/units.ts';

const CLOCK = '([01]\\d|2[0-3]):[0-5]\\d';

/** The ten kinds of check. What another one needs is in docs/how-to-add.md. */
export const checkKinds = [
  'record_count',
  'checksum',
  'field_level',
  'aggregate',
  'schema',
  'event_order',
  'replication_lag',
  'performance',
  'scenario',
  'noise_floor',
] as const;
export const checkKindSchema = z.enum(checkKinds);
export type CheckKind = z.infer<typeof checkKindSchema>;

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

/** What a check accepts as equal or healthy. All optional: exact is the default. */
export const tolerancesSchema = z.strictObject({
  /** A difference younger than this is `suspected` and is re-read before it counts. */
  lagMs: countSchema.optional(),
  /** Suspected longer than this counts as confirmed (`expired`). */
  lagLimitMs: countSchema.optional(),
  /** performance: the promised response time of the target at `percentile`. */
  slaMs: decimalSchema.optional(),
  percentile: ratioSchema.optional(),
  /** performance: share of the legacy side's busiest hour that the target must have carried for an hour to count. */
  peakShare: ratioSchema.optional(),
  /** performance: length of the business cycle whose busiest hour is the peak. */
  cycleDays: countSchema.min(1).max(400).optional(),
});
export type Tolerances = z.infer<typeof tolerancesSchema>;

export const samplingSchema = z.strictObject({ rows: countSchema.min(1), seed: z.string().max(100).optional() });

export const listChecksSchema = z.strictObject({ migrationId: uuidSchema, datasetId: uuidSchema.optional() });

export const updateCheckSchema = z.strictObject({
  migrationId: uuidSchema,
  checkId: uuidSchema,
  schedule: scheduleSchema.optional(),
  tolerances: tolerancesSchema.optional(),
  enabled: z.boolean().optional(),
});
