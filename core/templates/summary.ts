import { z } from 'zod';
import { metricOf } from '../criteria/registry.ts';
import { countSchema } from '../schema-parts.ts';
import { type TemplateName, templateNameSchema } from './names.ts';
import { templateOf } from './registry.ts';

/** What a person must know to choose a template. */
export const templateSummarySchema = z.strictObject({
  name: templateNameSchema,
  title: z.string(),
  purpose: z.string(),
  weeks: countSchema,
  phases: z.array(z.strictObject({ name: z.string(), goal: z.string(), weeks: countSchema })),
  teams: z.array(z.strictObject({ name: z.string(), validationLayer: z.string() })),
  criteria: countSchema,
  scenarios: countSchema,
  inventory: countSchema,
  /** Criteria it lists whose metric rests on a part that does not exist yet. */
  notAvailableYet: z.array(z.string()),
});
export type TemplateSummary = z.infer<typeof templateSummarySchema>;

export function summaryOf(name: TemplateName): TemplateSummary {
  const { title, purpose, phases, teams, criteria, scenarios, inventory } = templateOf(name);
  return {
    name,
    title,
    purpose,
    weeks: phases.reduce((sum, { weeks }) => sum + weeks, 0),
    phases: phases.map(({ name: phase, goal, weeks }) => ({ name: phase, goal, weeks })),
    teams: teams.map(({ name: team, validationLayer }) => ({ name: team, validationLayer })),
    criteria: criteria.length,
    scenarios: scenarios.length,
    inventory: inventory.length,
    notAvailableYet: criteria.flatMap(({ metric }) =>
      metricOf(metric).waitsFor === null ? [] : [metricOf(metric).name],
    ),
  };
}
