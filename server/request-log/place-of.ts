import { z } from 'zod';
import { runIdSchema } from '#core/schema-parts.ts';

const chunkSchema = z.int32().min(0);
const bodySchema = z.object({
  runId: z.unknown().optional(),
  chunk: z.unknown().optional(),
  run: z.object({ runId: z.unknown().optional() }).optional().catch(undefined),
});

/**
 * Which run a body names, and which chunk of it, whatever else is wrong with it. Only what has the form of a run id is taken: the
 * log must not keep a value that somebody put into the wrong field.
 */
export function placeOf(body: unknown): { runId: string | null; chunk: number | null } {
  const { data } = bodySchema.safeParse(body);
  return {
    runId: runIdSchema.safeParse(data?.runId ?? data?.run?.runId).data ?? null,
    chunk: chunkSchema.safeParse(data?.chunk).data ?? null,
  };
}
