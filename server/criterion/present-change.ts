import { z } from 'zod';
import { fieldNames, fieldText, requirementText, scopeText } from '#core/criteria/definition-words.ts';
import { aspectsOf } from '#core/criteria/loosens.ts';
import { metricOf } from '#core/criteria/registry.ts';
import type { CriterionDefinition } from '#core/criteria/schema.ts';
import { instantSchema, uuidSchema } from '#core/schema-parts.ts';
import type { LoadedChange } from './load-changes.ts';

/** One field of a change in words: "Needs > 99.9 % → > 99 %", and what that does. */
export const aspectViewSchema = z.strictObject({
  name: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  direction: z.enum(['loosens', 'tightens', 'changes']),
});
type AspectView = z.infer<typeof aspectViewSchema>;

export const changeViewSchema = z.strictObject({
  id: uuidSchema,
  criterionId: uuidSchema,
  key: z.string(),
  /** Of the metric. */
  name: z.string(),
  at: instantSchema,
  by: z.string(),
  /** Whether the reader made it, and cannot approve it therefore. */
  mine: z.boolean(),
  reason: z.string(),
  direction: z.enum(['loosens', 'tightens', 'changes', 'added', 'removed']),
  aspects: z.array(aspectViewSchema),
  planVersion: z.int(),
  /** `open`: waits for a second person. `before_start`: nobody counted on the plan yet. `none`: needs no approval, or was taken back. */
  approval: z.enum(['open', 'approved', 'before_start', 'taken_back', 'none']),
  approvedAt: instantSchema.nullable(),
  approvedBy: z.string().nullable(),
});
export type ChangeView = z.infer<typeof changeViewSchema>;

type Given = { open: ReadonlySet<string>; readerId: string | null; datasetName: (id: string) => string };

export function presentChange(change: LoadedChange, { open, readerId, datasetName }: Given): ChangeView {
  const { id, criterionId, key, at, by, byId, reason, direction, before, after, planVersion } = change;
  const metric = (after ?? before)?.metric;
  return {
    id,
    criterionId,
    key,
    name: metric ? metricOf(metric).name : key,
    at,
    by,
    mine: byId !== null && byId === readerId,
    reason,
    direction,
    aspects: aspectViews(before, after, datasetName),
    planVersion,
    approval: approvalOf(change, open),
    approvedAt: change.approvedAt,
    approvedBy: change.approvedAt === null ? null : change.approvedBy,
  };
}

function approvalOf(change: LoadedChange, open: ReadonlySet<string>): ChangeView['approval'] {
  if (change.direction !== 'loosens') return 'none';
  if (!change.flagged) return 'before_start';
  if (change.approvedAt !== null) return 'approved';
  return open.has(change.id) ? 'open' : 'taken_back';
}

export function aspectViews(
  before: CriterionDefinition | null,
  after: CriterionDefinition | null,
  datasetName: (id: string) => string,
): AspectView[] {
  if (before && after) {
    return aspectsOf(before, after).map(({ field, direction }) => ({
      name: fieldNames[field],
      before: fieldText(before, field, datasetName),
      after: fieldText(after, field, datasetName),
      direction,
    }));
  }
  const said = before ?? after;
  if (!said) return [];
  const whole = `${requirementText(said)}, ${scopeText(said.scope, datasetName)}, ${said.blocking ? 'blocking' : 'advisory'}`;
  return [
    {
      name: metricOf(said.metric).name,
      before: before && whole,
      after: after && whole,
      direction: before ? 'loosens' : 'changes',
    },
  ];
}
