import { z } from 'zod';
import { diffPlans, type PlanChange } from '#core/plan/diff-plan.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import { dateSchema } from '#core/plan/texts.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { mergePlan } from '#core/templates/merge-plan.ts';
import { templateNameSchema } from '#core/templates/names.ts';
import { planOf } from '#core/templates/plan-of.ts';
import { templateOf } from '#core/templates/registry.ts';
import type { Tx } from '../scope.ts';
import { loadDocument } from './load-document.ts';

export const templateInputSchema = z.strictObject({
  migrationId: uuidSchema.optional(),
  template: templateNameSchema,
  /** Day on which the first phase begins. */
  startOn: dateSchema,
  /** What the plan has already under a name of the template stays as it is, or is made what the template says. */
  sameName: z.enum(['keep', 'replace']).default('keep'),
});

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
