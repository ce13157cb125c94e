import type { z } from 'zod';
import { markSchema } from '#core/mark/schema.ts';
import { isoOf, msOf } from '#core/time/instant.ts';
import type { Prisma } from '#prisma/generated/client.ts';

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
