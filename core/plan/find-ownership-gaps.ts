import type { PlanDocument } from './document.ts';

export type OwnershipGap = { subject: string; missing: 'accountable' | 'deputy' };

/** What has nobody who is accountable, or nobody to stand in: phases, datasets, criteria and scenarios, in this order. */
export function findOwnershipGaps({
  phases,
  datasets,
  criteria,
  scenarios,
  responsibilities,
}: Pick<PlanDocument, 'phases' | 'datasets' | 'criteria' | 'scenarios' | 'responsibilities'>): OwnershipGap[] {
  const rows = new Map(responsibilities.map((row) => [row.name, row]));
  const subjects = [
    ...phases.map(({ name }) => `phase ${name}`),
    ...datasets.map(({ name }) => `dataset ${name}`),
    ...criteria.map(({ key }) => `criterion ${key}`),
    ...scenarios.map(({ name }) => `scenario ${name}`),
  ];
  return subjects.flatMap((subject): OwnershipGap[] => {
    const row = rows.get(subject);
    if (!row) return [{ subject, missing: 'accountable' }];
    return row.deputy === null ? [{ subject, missing: 'deputy' }] : [];
  });
}
