import { z } from 'zod';
import { instantSchema, nameSchema } from '../schema-parts.ts';

/** Monday first, as ISO 8601 numbers them. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const clockSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day from "00:00" to "23:59", such as "22:30"');

/** Every week, by the clock of the migration's time zone; `to` not after `from` is on the next day. */
const weeklySchema = z.strictObject({
  kind: z.literal('weekly'),
  name: nameSchema,
  /** On which days it begins. */
  weekdays: z
    .array(z.enum(weekdays))
    .min(1, 'must name at least one day')
    .refine((days) => new Set(days).size === days.length, 'names a day twice'),
  from: clockSchema,
  to: clockSchema,
});

const onceSchema = z
  .strictObject({ kind: z.literal('once'), name: nameSchema, from: instantSchema, to: instantSchema })
  .refine(({ from, to }) => Date.parse(to) > Date.parse(from), { path: ['to'], error: 'must be after its beginning' });

/** A time in which agents leave both databases alone. */
export const blackoutWindowSchema = z.discriminatedUnion('kind', [weeklySchema, onceSchema]);
export type BlackoutWindow = z.infer<typeof blackoutWindowSchema>;
