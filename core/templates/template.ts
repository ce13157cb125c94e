import type { z } from 'zod';
import type { checkDefinitionSchema } from '../dataset/schema.ts';
import type { PlanDocumentInput } from '../plan/document.ts';

type Item<K extends keyof PlanDocumentInput> = NonNullable<PlanDocumentInput[K]> extends (infer I)[] ? I : never;

/** Who may stand in a RACI matrix beside the teams of a template. */
export const planRoles = ['Migration lead', 'Sponsor'] as const;

/** A day in the plan: so many days after the start or the end of a phase, negative ones before. */
export type Due = { phase: string; at: 'start' | 'end'; days?: number };

type TemplateTeam = Item<'teams'> & {
  validationLayer: string;
  /** Team or role that stands in where this team is accountable. */
  deputy: string;
};

/** Whenever the phase begins: the end of a month with its close, or a month from its first day to its close. */
export type Contained = 'month_end' | 'whole_month';

type TemplatePhase = Omit<Item<'phases'>, 'plannedFrom' | 'plannedTo'> & {
  /** Calendar weeks; more where it must contain something that they may miss. */
  weeks: number;
  contains?: Contained;
  goal: string;
  entry: string[];
  exit: string[];
  accountable: string;
  responsible: string[];
};

/** Days of every year on which nothing is cut over, `mm-dd`; one whose end is not after its beginning ends in the next year. */
export type YearlyFreeze = { name: string; from: string; to: string; reason: string };

/**
 * A whole plan without dates. `planOf` makes a document of it. Everything is told apart by name, as in any plan; every phase, criterion
 * and scenario names the team (or role) that is accountable, and the RACI matrix follows from it.
 */
export type Template = {
  title: string;
  /** What it is for, in a sentence. */
  purpose: string;
  teams: TemplateTeam[];
  phases: TemplatePhase[];
  inventory: Item<'inventory'>[];
  scenarios: (Item<'scenarios'> & { description: string; team: string })[];
  cohorts: Item<'cohorts'>[];
  attestations: (Item<'attestations'> & { team: string })[];
  workstreams: (Omit<Item<'workstreams'>, 'dueOn'> & { team: string; phase: string })[];
  communications: (Omit<Item<'communications'>, 'dueOn'> & { audience: string; channel: string; due: Due })[];
  decommission: (Item<'decommission'> & { team: string; description: string })[];
  criteria: (Item<'criteria'> & { ownerTeam: string; gates: string[] })[];
  ramp: Item<'ramp'>[];
  triggers: Item<'triggers'>[];
  rules: (Item<'rules'> & { team: string })[];
  costs: Item<'costs'>[];
  freezes: YearlyFreeze[];
  /** What every dataset gets that is declared without checks of its own. */
  checks: z.input<typeof checkDefinitionSchema>[];
};
