import { z } from 'zod';
import { metricOf } from '#core/criteria/registry.ts';
import type { CriterionDefinition } from '#core/criteria/schema.ts';
import { instantSchema, uuidSchema } from '#core/schema-parts.ts';
import { waiverState, waiverStateSchema } from '#core/waiver/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';

export const waiverViewSchema = z.strictObject({
  id: uuidSchema,
  criterionId: uuidSchema,
  /** How the plan calls the criterion; null: it is no longer in the plan. */
  criterion: z.strictObject({ key: z.string(), name: z.string() }).nullable(),
  reason: z.string(),
  state: waiverStateSchema,
  requestedAt: instantSchema,
  requestedBy: z.string(),
  /** Whether the reader asked for it, and cannot decide about it therefore. */
  mine: z.boolean(),
  expiresAt: instantSchema,
  decidedAt: instantSchema.nullable(),
  decidedBy: z.string().nullable(),
  /** What made who decided another person, in words; null for a decision of before that was kept. */
  independence: z.string().nullable(),
  withdrawnAt: instantSchema.nullable(),
  withdrawnBy: z.string().nullable(),
});
export type WaiverView = z.infer<typeof waiverViewSchema>;

export const waiverColumns = {
  id: true,
  criterionId: true,
  reason: true,
  requestedAt: true,
  requestedById: true,
  requestedBy: true,
  expiresAt: true,
  decidedAt: true,
  decidedById: true,
  decidedBy: true,
  independence: true,
  approved: true,
  withdrawnAt: true,
  withdrawnBy: true,
} as const satisfies Prisma.WaiverSelect;

export type WaiverRow = Prisma.WaiverGetPayload<{ select: typeof waiverColumns }>;

/** As core judges it. */
export const waiverOf = ({ decidedAt, expiresAt, withdrawnAt, ...row }: WaiverRow) => ({
  criterionId: row.criterionId,
  reason: row.reason,
  requestedById: row.requestedById,
  approved: row.approved,
  decidedById: row.decidedById,
  decidedAt: decidedAt?.toISOString() ?? null,
  expiresAt: expiresAt.toISOString(),
  withdrawnAt: withdrawnAt?.toISOString() ?? null,
});

type WaiverContext = {
  now: Date;
  readerId: string | null;
  criteria: ReadonlyMap<string, { key: string; definition: CriterionDefinition }>;
};

export function presentWaiver(row: WaiverRow, { now, readerId, criteria }: WaiverContext): WaiverView {
  const criterion = criteria.get(row.criterionId);
  return {
    id: row.id,
    criterionId: row.criterionId,
    criterion: criterion ? { key: criterion.key, name: metricOf(criterion.definition.metric).name } : null,
    reason: row.reason,
    state: waiverState(waiverOf(row), now),
    requestedAt: row.requestedAt.toISOString(),
    requestedBy: row.requestedBy,
    mine: row.requestedById !== null && row.requestedById === readerId,
    expiresAt: row.expiresAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedBy,
    independence: row.independence,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    withdrawnBy: row.withdrawnBy,
  };
}
