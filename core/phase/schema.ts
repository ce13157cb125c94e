import { z } from 'zod';
import { instantSchema } from '../schema-parts.ts';

/** Where a migration stands with one of its phases; see `phaseStates`. */
export const phaseStateSchema = z.strictObject({
  name: z.string(),
  state: z.enum(['left', 'current', 'ahead']),
  /** When it really began and was left; null: not yet. */
  startedAt: instantSchema.nullable(),
  leftAt: instantSchema.nullable(),
});
