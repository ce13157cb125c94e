import { z } from 'zod';
import { countSchema, decimalSchema, nameSchema } from '../schema-parts.ts';

/** A hard limit that leads back to legacy. Ratios for rates; for response_time the share above the SLA (0.2: SLA + 20 %). */
export const rollbackTriggerSchema = z.strictObject({
  name: nameSchema,
  metric: z.enum(['error_rate', 'failed_transactions', 'response_time', 'replication_lag']),
  above: decimalSchema,
  /** Fewer events than this prove nothing. */
  minimumEvents: countSchema.default(1_000),
  windowMinutes: z.int().min(1).max(1_440).default(5),
});
