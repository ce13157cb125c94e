import type { PlanPart } from '../part/plan-parts.ts';
import { planParts } from '../part/plan-parts.ts';

/** Whether what was said of an item was said of something else: of another statement, or of a scenario that asked for something else. */
export function meansAnother(part: PlanPart, before: unknown, after: unknown): boolean {
  if (part === 'attestations') {
    const { schema } = planParts.attestations;
    return schema.parse(before).statement !== schema.parse(after).statement;
  }
  if (part === 'scenarios') {
    const { schema } = planParts.scenarios;
    return schema.parse(before).description !== schema.parse(after).description;
  }
  return false;
}
