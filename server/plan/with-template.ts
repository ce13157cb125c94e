import type { z } from 'zod';
import { diffPlans, type PlanChange } from '#core/plan/diff-plan.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import { mergePlan } from '#core/templates/merge-plan.ts';
import { planOf } from '#core/templates/plan-of.ts';
import { templateOf } from '#core/templates/registry.ts';
import type { templateInputSchema } from '#core/templates/schema.ts';
import { loadDocument } from '../document/load-document.ts';
import type { Tx } from '../scope.ts';

/** The plan as it would stand with a template, and in what that differs from how it stands. */
export async function withTemplate(
  tx: Tx,
  migrationId: string,
  { template, startOn, sameName }: z.output<typeof templateInputSchema>,
): Promise<{ document: PlanDocument; changes: PlanChange[] }> {
  const current = await loadDocument(tx, migrationId);
  const added = planOf(templateOf(template), { startOn, migration: current.migration });
  const document = mergePlan(current, added, sameName);
  return { document, changes: diffPlans(current, document) };
}
