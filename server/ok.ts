import { z } from 'zod';

/** Answer of a deed that has nothing to tell. */
export const okSchema = z.strictObject({ ok: z.literal(true) });
export const OK: z.infer<typeof okSchema> = { ok: true };
