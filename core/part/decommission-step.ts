import { z } from 'zod';
import { nameSchema, textSchema } from '../schema-parts.ts';

/** What has to be done before the legacy system is gone, each with an owner and a proof. Marked `done` with the proof as evidence. */
export const decommissionStepSchema = z.strictObject({
  name: nameSchema,
  kind: z.enum([
    'data_archived',
    'access_removed',
    'contract_ended',
    'replication_removed',
    'monitoring_handed_over',
    'other',
  ]),
  description: textSchema.default(''),
  team: nameSchema.nullable().default(null),
});
