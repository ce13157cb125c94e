import { z } from 'zod';
import { blackoutWindowSchema } from '../blackout/schema.ts';
import { checkKindSchema, samplingSchema, scheduleSchema } from '../check/schema.ts';
import { tolerancesSchema } from '../check/tolerances.ts';
import { datasetDefinitionSchema } from '../dataset/schema.ts';
import { instantSchema, uuidSchema } from '../schema-parts.ts';

/** Answer of `control.config`: everything this key's agent shall check. */
export const agentConfigSchema = z.strictObject({
  serverTime: instantSchema,
  planVersion: z.int(),
  /** Changes whenever the answer's meaning changes; the agent repeats it as `tool.configHash`. */
  configHash: z.string(),
  migration: z.strictObject({ slug: z.string(), name: z.string(), timeZone: z.string(), currency: z.string() }),
  /** When neither database is to be read, in the migration's time zone. */
  blackouts: z.array(blackoutWindowSchema).default([]),
  datasets: z.array(z.strictObject({ id: uuidSchema, ...datasetDefinitionSchema.shape })),
  checks: z.array(
    z.strictObject({
      id: uuidSchema,
      datasetId: uuidSchema,
      kind: checkKindSchema,
      schedule: scheduleSchema,
      tolerances: tolerancesSchema,
      sampling: samplingSchema.nullable(),
    }),
  ),
});
export type AgentConfig = z.infer<typeof agentConfigSchema>;
