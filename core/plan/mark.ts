import { z } from 'zod';
import { instantSchema, nameSchema } from '../schema-parts.ts';
import { planPartSchema } from './parts.ts';
import { dateSchema, evidenceLinkSchema, textSchema } from './texts.ts';

/** What became of an item of the plan, said by a person or by a run. Marks are only ever added; the newest one holds. */
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

export const markSchema = z.strictObject({
  ...markInputSchema.shape,
  at: instantSchema,
  /** As they were called then. */
  by: z.string(),
  byId: z.string().nullable(),
  /** The run that said it; null: a person did. */
  runId: z.string().nullable(),
});
export type Mark = z.infer<typeof markSchema>;

export const markKey = ({ part, name, member }: Pick<Mark, 'part' | 'name' | 'member'>): string =>
  JSON.stringify([part, name, member]);

/** The newest mark of every item, by `markKey`. Of two at one moment the later in the list. */
export function newestMarks(marks: readonly Mark[]): ReadonlyMap<string, Mark> {
  const newest = new Map<string, Mark>();
  for (const mark of marks) {
    const key = markKey(mark);
    const known = newest.get(key);
    if (!known || Date.parse(mark.at) >= Date.parse(known.at)) newest.set(key, mark);
  }
  return newest;
}
