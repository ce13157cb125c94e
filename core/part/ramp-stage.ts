import { z } from 'zod';
import { nameSchema, textSchema } from '../schema-parts.ts';

export const authoritySchema = z.enum(['legacy', 'target']);

/** A stage of the traffic ramp, in the order in which they are listed. */
export const rampStageSchema = z.strictObject({
  name: nameSchema,
  /** Share of traffic on the target, in percent. */
  percent: z.int().min(0).max(100),
  reads: authoritySchema.default('legacy'),
  writes: authoritySchema.default('legacy'),
  /** How long it is held at least. */
  soakDays: z.int().min(0).max(366).default(0),
  /** What must hold while it soaks, in words. */
  guards: z.array(textSchema.min(1)).max(20).default([]),
});
