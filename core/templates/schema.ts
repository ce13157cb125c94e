import { z } from 'zod';
import { newMigrationSchema } from '../migration/schema.ts';
import { dateSchema, uuidSchema } from '../schema-parts.ts';
import { templateNameSchema } from './names.ts';

export const createMigrationSchema = z.strictObject({
  ...newMigrationSchema.shape,
  /** The plan it begins with, its first phase on `startOn`. */
  template: z.strictObject({ name: templateNameSchema, startOn: dateSchema }).optional(),
});

export const templateInputSchema = z.strictObject({
  migrationId: uuidSchema.optional(),
  template: templateNameSchema,
  /** Day on which the first phase begins. */
  startOn: dateSchema,
  /** What the plan has already under a name of the template stays as it is, or is made what the template says. */
  sameName: z.enum(['keep', 'replace']).default('keep'),
});
