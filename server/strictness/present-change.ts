import { z } from 'zod';
import { metricOf } from '#core/criteria/registry.ts';
import { instantSchema, uuidSchema } from '#core/schema-parts.ts';
import { definitionOf } from '#core/strictness/criterion.ts';
import { differenceAspects, differenceDirection, differenceTitle } from '#core/strictness/difference-words.ts';
import type { LoadedChange } from './load-changes.ts';

/** One field of a change in words: "Needs > 99.9 % → > 99 %", and what that does. */
export const aspectViewSchema = z.strictObject({
  name: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  direction: z.enum(['loosens', 'tightens', 'changes']),
});

export const changeViewSchema = z.strictObject({
  id: uuidSchema,
  part: z.string(),
  /** Of the metric, or what it is: "dataset payouts". */
  name: z.string(),
  at: instantSchema,
  by: z.string(),
  reason: z.string(),
  direction: z.enum(['loosens', 'tightens', 'changes', 'added', 'removed']),
  aspects: z.array(aspectViewSchema),
  planVersion: z.int(),
  /** `free`: before the start, nobody counted on the plan yet. `effective`: at once. `settled`: waits no longer, for it was taken back. */
  state: z.enum(['free', 'effective', 'waits', 'approved', 'settled']),
  approvedAt: instantSchema.nullable(),
  approvedBy: z.string().nullable(),
  /** What made who approved it another person, in words; null for an approval of before that was kept. */
  independence: z.string().nullable(),
});

export function presentChange(change: LoadedChange): z.infer<typeof changeViewSchema> {
  const { id, part, at, by, reason, planVersion, state, approvedAt, approvedBy, independence } = change;
  return {
    id,
    part,
    name: nameOf(change),
    at,
    by,
    reason,
    direction: differenceDirection(change),
    aspects: differenceAspects(change),
    planVersion,
    state,
    approvedAt,
    approvedBy,
    independence,
  };
}

function nameOf(change: LoadedChange): string {
  const metric = change.part === 'criteria' && definitionOf(change.after ?? change.before)?.metric;
  return metric ? metricOf(metric).name : differenceTitle(change);
}
