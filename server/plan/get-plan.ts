import { isPlanPart } from '#core/part/plan-parts.ts';
import { findOwnershipGaps } from '#core/plan/find-ownership-gaps.ts';
import { bySlugSchema } from '#core/schema-parts.ts';
import { loadDocument } from '../document/load-document.ts';
import { loadMarksInForce } from '../mark/load-marks.ts';
import { loadPhases } from '../phase/load-phases.ts';
import { query } from '../query.ts';
import { listKeyWindows } from '../strictness/list-key-windows.ts';
import { planViewSchema } from './present.ts';

/** The whole plan, and what became of its items. */
export const getPlan = query({ can: 'plan.read', input: bySlugSchema, output: planViewSchema }, async (tx, ctx) => {
  const { migrationId } = ctx;
  const { planVersion, createdAt } = await tx.migration.findUniqueOrThrow({
    where: { id: migrationId },
    select: { planVersion: true, createdAt: true },
  });
  const document = await loadDocument(tx, migrationId);
  const items = await tx.planItem.findMany({
    where: { migrationId },
    orderBy: [{ part: 'asc' }, { ordinal: 'asc' }],
    select: { part: true, name: true, changedAt: true, changedBy: true, changedById: true },
  });
  const windows = await listKeyWindows(tx, ctx);
  return {
    planVersion,
    document,
    marks: await loadMarksInForce(tx, migrationId),
    entered: items.flatMap(({ part, name, changedAt, changedBy: by, changedById: byId }) => {
      if (!isPlanPart(part)) return [];
      const waiting = (part === 'calendar' && windows.get(name)) || null;
      return [{ part, name, at: changedAt.toISOString(), by, byId, waiting }];
    }),
    phases: await loadPhases(tx, migrationId, createdAt.toISOString()),
    gaps: findOwnershipGaps(document),
  };
});
