import { z } from 'zod';
import { nameSchema, textSchema } from '../schema-parts.ts';

/** Something the legacy system does that must be known before it can be replaced. Marked `documented` when it is. */
export const inventoryItemSchema = z.strictObject({
  name: nameSchema,
  kind: z.enum(['workflow', 'integration', 'report', 'interface_contract']),
  description: textSchema.default(''),
  /** Critical ones must be documented before anything else counts. */
  critical: z.boolean().default(false),
  team: nameSchema.nullable().default(null),
});
