import { z } from 'zod';
import { dateSchema, decimalSchema, nameSchema, textSchema } from '../schema-parts.ts';

/** Work beside the comparison (content migration, integration rewiring). One that slips moves the forecast and costs. */
export const workstreamSchema = z.strictObject({
  name: nameSchema,
  description: textSchema.default(''),
  team: nameSchema.nullable().default(null),
  dueOn: dateSchema.nullable().default(null),
  /** The gate it must be done for; null: the last one before decommissioning. */
  phase: nameSchema.nullable().default(null),
  /** In the migration's currency, for each day it is late. */
  costPerDay: decimalSchema.nullable().default(null),
});
