import { z } from 'zod';
import { textUpTo, uuidSchema } from '../schema-parts.ts';

export const acceptLateSchema = z.strictObject({
  migrationId: uuidSchema,
  lateId: uuidSchema,
  /** How many results and minutes they were shown. */
  seen: z.int(),
  comment: textUpTo(1_000).default(''),
});

export const previewLateSchema = z.strictObject({ migrationId: uuidSchema, lateId: uuidSchema });

export const refuseLateSchema = z.strictObject({
  migrationId: uuidSchema,
  lateId: uuidSchema,
  seen: z.int(),
  reason: textUpTo(1_000).min(1, 'must not be empty'),
});
