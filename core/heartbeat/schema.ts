import { z } from 'zod';
import { countSchema, instantSchema } from '../schema-parts.ts';

export const heartbeatSchema = z.strictObject({
  protocol: z.literal(1),
  agent: z.strictObject({ name: z.string().min(1).max(100), version: z.string().max(100) }),
  /** The agent's clock when it sent this. */
  clock: instantSchema,
  /** Results waiting to be delivered. */
  backlog: countSchema,
});

export const heartbeatAnswerSchema = z.strictObject({
  serverTime: instantSchema,
  /** Agent clock − server clock; network time is not taken off. */
  skewMs: z.int(),
  skewed: z.boolean(),
});
