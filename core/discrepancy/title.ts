import type { DiscrepancyClass } from '../check/discrepancy-class.ts';

type Group = { datasetName: string; class: DiscrepancyClass; field: string | null };

const titles = {
  modified: (name, field) => `${name}.${field ?? '?'} differs`,
  missing_in_target: (name) => `${name}: rows missing in target`,
  extra_in_target: (name) => `${name}: extra rows in target`,
  duplicate_in_target: (name) => `${name}: duplicate rows in target`,
  schema: (name, field) => `${name}.${field ?? '?'}: structure differs`,
  event_order: (name) => `${name}: events out of order`,
  scenario: (name, field) => `${name}: scenario “${field ?? '?'}” fails`,
  aggregate: (name, field) => `${name}: total ${field ?? '?'} differs`,
  unlocated: (name, field) => `${name}: ${(field ?? 'check').replaceAll('_', ' ')} differs, rows not located`,
} as const satisfies Record<DiscrepancyClass, (name: string, field: string | null) => string>;

/** "payouts.amount differs" */
export function titleOf(group: Group): string {
  return titles[group.class](group.datasetName, group.field);
}
