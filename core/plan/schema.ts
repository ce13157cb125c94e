import { z } from 'zod';
import { markInputSchema } from '../mark/schema.ts';
import { planPartSchema } from '../part/plan-parts.ts';
import { nameSchema, pageInput, uuidSchema } from '../schema-parts.ts';
import { planDocumentSchema } from './document.ts';

export const applyPlanSchema = z.strictObject({
  migrationId: uuidSchema.optional(),
  document: planDocumentSchema,
  /** The version the document was made from: refused if somebody changed the plan since. Absent: not asked. */
  basedOn: z.int().optional(),
});

export const approveMarkSchema = z.strictObject({ migrationId: uuidSchema, markId: uuidSchema });

const { name, note, evidence } = markInputSchema.shape;

export const approveWindowSchema = z.strictObject({
  migrationId: uuidSchema,
  name,
  approved: z.boolean().default(true),
  note,
  evidence,
});

export const listMarksSchema = z.strictObject({
  migrationId: uuidSchema,
  part: planPartSchema,
  name: nameSchema,
  /** Of a cohort: about whom of it. Absent: about all. */
  member: nameSchema.optional(),
  ...pageInput,
});

export const markItemSchema = z.strictObject({ migrationId: uuidSchema.optional(), ...markInputSchema.shape });

export const previewPlanSchema = z.strictObject({ migrationId: uuidSchema.optional(), document: planDocumentSchema });
