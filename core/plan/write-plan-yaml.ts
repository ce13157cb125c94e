import { writeYaml } from '../yaml/write-yaml.ts';
import { canonicalPlan } from './canonical-plan.ts';
import { type PlanDocument, planDocumentSchema } from './document.ts';
import { withoutDefaults } from './without-defaults.ts';

const HEADER = `# A migration as code. "parallax plan" shows what this file would change, "parallax apply" makes it so.
`;

/**
 * A plan as parallax.yaml. Plans that say the same give the same bytes, and reading them gives the plan back: fields in the order of
 * the schema, what is at its default left out, phases and ramp in their order, everything else by name.
 */
export function writePlanYaml(plan: PlanDocument): string {
  const shown = withoutDefaults(planDocumentSchema, canonicalPlan(plan));
  return HEADER + writeYaml(Object.fromEntries(Object.entries(shown ?? {})));
}
