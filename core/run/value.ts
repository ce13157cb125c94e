import { z } from 'zod';

const MAX_VALUE_CHARS = 4_000;

/**
 * One value as it was compared. `{ value: null }` is SQL null, `{ value: "" }` the empty text; an absent value ("no such row")
 * is an absent property. Masked values carry how they were masked; masking keys stay with the agent.
 */
export const comparedValueSchema = z.union([
  z.strictObject({ value: z.string().max(MAX_VALUE_CHARS).nullable(), truncated: z.boolean().optional() }),
  z.strictObject({ masked: z.string().max(MAX_VALUE_CHARS), method: z.enum(['hmac-sha256', 'partial']) }),
]);
export type ComparedValue = z.infer<typeof comparedValueSchema>;
