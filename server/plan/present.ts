import { z } from 'zod';
import { markSchema } from '#core/mark/schema.ts';
import { planPartSchema } from '#core/part/plan-parts.ts';
import { phaseStateSchema } from '#core/phase/schema.ts';
import { planDocumentSchema } from '#core/plan/document.ts';
import { instantSchema } from '#core/schema-parts.ts';
import { isoOf, msOf } from '#core/time/instant.ts';
import type { Prisma } from '#prisma/generated/client.ts';

export const planChangeSchema = z.strictObject({
  part: z.union([planPartSchema, z.enum(['migration', 'settings', 'datasets', 'criteria'])]),
  name: z.string(),
  kind: z.enum(['added', 'changed', 'removed', 'moved']),
  fields: z.array(z.string()),
  before: z.unknown(),
  after: z.unknown(),
});

export const planViewSchema = z.strictObject({
  planVersion: z.int(),
  document: planDocumentSchema,
  /** The mark that holds for each item. */
  marks: z.array(markSchema),
  /** Who entered items as they stand: somebody else approves. */
  entered: z.array(
    z.strictObject({
      part: planPartSchema,
      name: z.string(),
      at: instantSchema,
      by: z.string(),
      byId: z.string().nullable(),
    }),
  ),
  /** Phases in order, and where the migration stands: decisions say when they really began and ended. */
  phases: z.array(phaseStateSchema),
  gaps: z.array(z.strictObject({ subject: z.string(), missing: z.enum(['accountable', 'deputy']) })),
});

export const markColumns = {
  id: true,
  part: true,
  name: true,
  member: true,
  status: true,
  note: true,
  evidence: true,
  dueOn: true,
  at: true,
  by: true,
  byId: true,
  runId: true,
} as const satisfies Prisma.PlanMarkSelect;

export type MarkRow = Prisma.PlanMarkGetPayload<{ select: typeof markColumns }> & {
  checkId?: string | null;
  approval?: { by: string; at: string; independence: string; againstAt: string } | null;
};

export const presentMark = ({ at, dueOn, approval, checkId, ...row }: MarkRow): z.infer<typeof markSchema> =>
  markSchema.parse({
    ...row,
    at: at.toISOString(),
    dueOn: dueOn?.toISOString().slice(0, 10) ?? null,
    ...(checkId && { checkId }),
    ...(approval && {
      approval: { ...approval, at: isoOf(msOf(approval.at)), againstAt: isoOf(msOf(approval.againstAt)) },
    }),
  });
