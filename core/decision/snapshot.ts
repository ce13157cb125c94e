import { z } from 'zod';
import { verdictSchema } from '../verdict/schema.ts';

const criterion = z.object({
  id: z.string(),
  name: z.string(),
  blocking: z.boolean(),
  ownerTeam: z.string().nullable(),
  result: z.object({
    outcome: z.string(),
    unknownReason: z.string().nullable(),
    detail: z.string(),
    gap: z.string().nullable(),
    needsText: z.string(),
    nowText: z.string(),
  }),
  onlyUnder: z.enum(['approved', 'standing']).optional(),
});

const blocker = z.object({
  standing: z.string(),
  blocking: z.boolean(),
  headline: z.string(),
  detail: z.string(),
  gap: z.string().nullable(),
  ownerTeam: z.string().nullable(),
});

/**
 * What is shown of a frozen snapshot, and no more than that: what was frozen has to be readable for years, however the answer of the
 * verdict grows. A field that is added here must be optional, and none may go while `v` is 1.
 */
export const snapshotSchema = z.object({
  v: z.literal(1),
  number: z.int(),
  phase: z.string().nullable(),
  frozenAt: z.string(),
  frozenBy: z.string(),
  plan: z.object({ version: z.int(), hash: z.string() }),
  /** What a second person approved until then, and what made them another person. */
  approvals: z
    .array(z.object({ what: z.string(), at: z.string(), by: z.string(), independence: z.string() }))
    .optional(),
  /** What administrators did by themselves to accounts of members, and who was vouched for. */
  doneAlone: z.array(z.object({ at: z.string(), words: z.string() })).optional(),
  runs: z.array(z.object({ runId: z.string(), payloadHash: z.string() })),
  answer: z.object({
    migration: z.object({ name: z.string(), legacySystem: z.string(), targetSystem: z.string(), timeZone: z.string() }),
    verdict: verdictSchema,
    headline: z.string(),
    summary: z.string(),
    oldestEvidenceAt: z.string().nullable(),
    blockers: z.array(blocker),
    criteria: z.array(criterion),
  }),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Null: written by a Parallax that this one does not know; the text itself is still there. */
export function readSnapshot(text: string): Snapshot | null {
  const read = snapshotSchema.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}
