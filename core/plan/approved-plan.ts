import type { CheckKind } from '../check/kinds.ts';
import type { CriterionDefinition, PlanCriterion } from '../criteria/schema.ts';
import type { PlanDocument } from './document.ts';
import type { PlanDifference } from './plan-differences.ts';

/**
 * The plan as a second person last approved it, while the plan as it stands is another one: by name, and by which ids its evidence is filed.
 * Something that is gone from the plan as it stands keeps those it had.
 */
export type ApprovedPlan = {
  document: PlanDocument;
  /** Of criteria, by key. */
  criteria: Readonly<Record<string, string>>;
  datasets: Readonly<Record<string, ApprovedDataset>>;
  /** When windows of the calendar were entered as they are here. */
  enteredAt: Readonly<Record<string, string>>;
};

export type ApprovedDataset = {
  id: string;
  checks: Readonly<Partial<Record<CheckKind, { id: string; createdAt: string }>>>;
};

/** Of something that there is not: no evidence is filed by it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

type Known = { id: string; key: string; definition: CriterionDefinition };

/** The criteria of an approved plan, in the order in which they were made. */
export function approvedCriteria({ document, criteria, datasets }: ApprovedPlan): Known[] {
  const byId = ({ scope, ...definition }: Omit<PlanCriterion, 'key'>): CriterionDefinition => ({
    ...definition,
    scope: scope.kind === 'dataset' ? { kind: 'dataset', datasetId: datasets[scope.dataset]?.id ?? NOBODY } : scope,
  });
  return document.criteria
    .map(({ key, ...definition }) => ({ id: criteria[key] ?? NOBODY, key, definition: byId(definition) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Every check that it asks for, done or not. */
export function approvedCheckIds({ document, datasets }: ApprovedPlan): string[] {
  return document.datasets.flatMap(({ name, checks }) =>
    checks.flatMap(({ kind }) => datasets[name]?.checks[kind]?.id ?? []),
  );
}

/** Parts that evidence is read by. What differs in others leaves it as it is. */
const evidenceParts: ReadonlySet<string> = new Set([
  'datasets',
  'calendar',
  'inventory',
  'scenarios',
  'cohorts',
  'attestations',
  'migration',
]);

export const concernsEvidence = ({ part }: Pick<PlanDifference, 'part'>): boolean => evidenceParts.has(part);
