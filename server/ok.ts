import { z } from 'zod';

/** Answer of an action that returns nothing. */
export const okSchema = z.strictObject({ ok: z.literal(true) });
export const OK: z.infer<typeof okSchema> = { ok: true };
