import { z } from 'zod';
import { fieldNames, fieldText, requirementText, scopeText } from '#core/criteria/definition-words.ts';
import { aspectsOf } from '#core/criteria/loosens.ts';
import { changeSubjects } from '#core/criteria/open-loosenings.ts';
import { metricOf } from '#core/criteria/registry.ts';
import type { CriterionDefinition } from '#core/criteria/schema.ts';
import { type DeclaredDataset, datasetAspects } from '#core/dataset/loosens.ts';
import { itemAspects } from '#core/plan/counted-item.ts';
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
  /** A dataset: with its checks. An item: of the plan, that is counted. */
  subject: z.enum(changeSubjects),
  subjectId: uuidSchema,
  key: z.string(),
  /** Of the metric, of the dataset, or "scenario Links". */
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
  /** What made who approved it another person, in words; null for an approval of before that was kept. */
  independence: z.string().nullable(),
});
export type ChangeView = z.infer<typeof changeViewSchema>;

type Given = { open: ReadonlySet<string>; readerId: string | null; datasetName: (id: string) => string };

export function presentChange(change: LoadedChange, { open, readerId, datasetName }: Given): ChangeView {
  const { id, subject, subjectId, key, at, by, byId, reason, direction, planVersion } = change;
  return {
    id,
    subject,
    subjectId,
    key,
    name: nameOf(change),
    at,
    by,
    mine: byId !== null && byId === readerId,
    reason,
    direction,
    aspects: aspectsOfChange(change, datasetName),
    planVersion,
    approval: approvalOf(change, open),
    approvedAt: change.approvedAt,
    approvedBy: change.approvedAt === null ? null : change.approvedBy,
    independence: change.approvedAt === null ? null : change.independence,
  };
}

function nameOf(change: LoadedChange): string {
  if (change.subject !== 'criterion') return change.key;
  const metric = (change.after ?? change.before)?.metric;
  return metric ? metricOf(metric).name : change.key;
}

function aspectsOfChange(change: LoadedChange, datasetName: Given['datasetName']): AspectView[] {
  if (change.subject === 'criterion') return aspectViews(change.before, change.after, datasetName);
  if (change.subject === 'dataset') return datasetViews(change.before, change.after);
  return change.before && change.after
    ? itemAspects(change.before, change.after)
    : [{ name: 'In the plan', before: 'asked', after: 'not asked', direction: 'loosens' }];
}

function datasetViews(before: DeclaredDataset | null, after: DeclaredDataset | null): AspectView[] {
  if (before && after) return datasetAspects(before, after);
  return [{ name: 'Dataset', before: before && 'compared', after: after && 'compared', direction: 'loosens' }];
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
