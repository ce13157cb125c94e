import type { PlanDocument } from '#core/plan/document.ts';

export type RaciSubject = { id: string; kind: 'phase' | 'dataset' | 'criterion' | 'scenario'; name: string };

/** What somebody has to answer for: phases, datasets, criteria and scenarios, in this order. */
export function raciSubjects({ phases, datasets, criteria, scenarios }: PlanDocument): RaciSubject[] {
  const of = (kind: RaciSubject['kind'], names: readonly string[]) =>
    names.map((name) => ({ id: `${kind} ${name}`, kind, name }));
  return [
    ...of(
      'phase',
      phases.map(({ name }) => name),
    ),
    ...of(
      'dataset',
      datasets.map(({ name }) => name),
    ),
    ...of(
      'criterion',
      criteria.map(({ key }) => key),
    ),
    ...of(
      'scenario',
      scenarios.map(({ name }) => name),
    ),
  ];
}

/** Columns of the matrix: teams, those who speak for them, and whoever else is named. */
export function raciPeople({ teams, responsibilities }: Pick<PlanDocument, 'teams' | 'responsibilities'>): string[] {
  const named = responsibilities.flatMap(({ accountable, deputy, responsible, consulted, informed }) => [
    accountable,
    ...(deputy === null ? [] : [deputy]),
    ...responsible,
    ...consulted,
    ...informed,
  ]);
  const leads = teams.flatMap(({ lead }) => (lead === null ? [] : [lead]));
  return [
    ...new Set([...teams.map(({ name }) => name), ...[...leads, ...named].toSorted((a, b) => a.localeCompare(b))]),
  ];
}
