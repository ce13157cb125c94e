import { z } from 'zod';
import { waitingItemSchema } from '#core/approval/schema.ts';
import { markSchema } from '#core/mark/schema.ts';
import { planPartSchema } from '#core/part/plan-parts.ts';
import { phaseStateSchema } from '#core/phase/schema.ts';
import { planDocumentSchema } from '#core/plan/document.ts';
import { instantSchema } from '#core/schema-parts.ts';

export const planChangeSchema = z.strictObject({
  part: z.union([planPartSchema, z.enum(['migration', 'settings', 'datasets', 'criteria'])]),
  name: z.string(),
  kind: z.enum(['added', 'changed', 'removed', 'moved']),
  fields: z.array(z.string()),
  before: z.unknown(),
  after: z.unknown(),
});

export const planViewSchema = z.strictObject({
  planVersion: z.int(),
  document: planDocumentSchema,
  /** The mark that holds for each item. */
  marks: z.array(markSchema),
  /** Who entered items as they stand: somebody else approves. */
  entered: z.array(
    z.strictObject({
      part: planPartSchema,
      name: z.string(),
      at: instantSchema,
      by: z.string(),
      byId: z.string().nullable(),
      /** A window that a key entered, as a second person looks at it; null: people entered it, or it is no window. */
      waiting: waitingItemSchema.nullable(),
    }),
  ),
  /** Phases in order, and where the migration stands: decisions say when they really began and ended. */
  phases: z.array(phaseStateSchema),
  gaps: z.array(z.strictObject({ subject: z.string(), missing: z.enum(['accountable', 'deputy']) })),
});
