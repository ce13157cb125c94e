import { z } from 'zod';
import { planPartSchema } from '../part/plan-parts.ts';
import { evidenceLinkSchema } from '../part/texts.ts';
import { plainName } from '../plain-name.ts';
import { dateSchema, instantSchema, nameSchema, textSchema, uuidSchema } from '../schema-parts.ts';

/** What became of an item of the plan, said by a person or by a run. Marks are only ever added; marks-in-force.ts says which holds. */
export const markInputSchema = z.strictObject({
  part: planPartSchema,
  /** The item; for a cohort `member` says whom of it. */
  name: nameSchema,
  member: nameSchema.nullable().default(null),
  status: z.string().min(1).max(40),
  note: textSchema.default(''),
  /** Where the proof is. */
  evidence: evidenceLinkSchema.nullable().default(null),
  /** workstreams, `slipped`: the day it is due now. */
  dueOn: dateSchema.nullable().default(null),
});
export type MarkInput = z.infer<typeof markInputSchema>;

/** A second person behind a mark, and up to which watermark of runs they knew what these say. */
export const markApprovalSchema = z.strictObject({
  by: z.string(),
  at: instantSchema,
  independence: z.string(),
  againstAt: instantSchema,
});

const saidSchema = z.strictObject({ id: uuidSchema, status: z.string(), by: z.string(), at: instantSchema });

export const markSchema = z.strictObject({
  ...markInputSchema.shape,
  id: uuidSchema.optional(),
  at: instantSchema,
  /** As they were called then. */
  by: z.string(),
  /** Who said it, or who made the key that did. */
  byId: z.string().nullable(),
  /** The run that said it; null: a person did. */
  runId: z.string().nullable(),
  /** The check of that run: each that ran the item speaks for itself. */
  checkId: z.string().optional(),
  approval: markApprovalSchema.optional(),
  /** It holds although a run says this. */
  against: z.strictObject({ status: z.string(), by: z.string(), at: instantSchema, runId: z.string() }).optional(),
  /** Somebody has said better since, against a run, and nobody has approved that. */
  waiting: saidSchema.optional(),
});
export type Mark = z.infer<typeof markSchema>;

/** By what marks are filed. Scenarios are named by the tools that run them, so however one is written: what failed as `top` did not pass as `Top`. */
export const markKey = ({ part, name, member }: Pick<Mark, 'part' | 'name' | 'member'>): string =>
  JSON.stringify([part, part === 'scenarios' ? plainName(name) : name, member]);
