import { z } from 'zod';
import { resultSchema } from '#agent/spool/frame.ts';

/** A result, as the check hands it over: the calls that tell Parallax of it. */
export const foundSchema = z.object({
  head: resultSchema,
  calls: z.array(z.object({ path: z.string(), body: z.string() })),
});
export type Found = z.infer<typeof foundSchema>;

/** What the agent's process says. */
export const toldSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('kept'), runId: z.string() }),
  z.object({ type: z.literal('notice'), text: z.string() }),
  z.object({
    type: z.literal('state'),
    waiting: z.int(),
    bytes: z.int(),
    dropped: z.int(),
    refused: z.int(),
    /** The most memory that it ever had. */
    peakBytes: z.int(),
    /** Calls that did not reach anybody, or came too often. */
    unreachable: z.int(),
  }),
]);
export type Told = z.infer<typeof toldSchema>;
