import { z } from 'zod';
import { nameSchema, textSchema } from '../schema-parts.ts';
import { windowFields } from './texts.ts';

/**
 * freeze: no phase is left, no schema changes. maintenance: its days are excluded from streaks, if a second person approved it before it
 * began. month_end and holiday: days that people plan around; a month-end is a business cycle that must have been compared.
 */
export const calendarEntrySchema = z
  .strictObject({
    name: nameSchema,
    kind: z.enum(['freeze', 'maintenance', 'month_end', 'holiday']),
    ...windowFields,
    reason: textSchema.default(''),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], error: 'must be after "from"' });
