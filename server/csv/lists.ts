import { planPartNames } from '#core/part/plan-parts.ts';

/** A list: the procedure that answers it, and where in its answer the rows are; empty: the answer is the rows. */
export type CsvList = { call: string; at: readonly string[] };

const parts = planPartNames.map((part): [string, CsvList] => [
  `plan-${part}`,
  { call: 'plan.get', at: ['document', part] },
]);

/** Every list that can be had as CSV, by its name in the address. A new one is one line. */
export const csvLists: ReadonlyMap<string, CsvList> = new Map<string, CsvList>([
  ['audit', { call: 'audit.list', at: ['items'] }],
  ['blockers', { call: 'verdict.get', at: ['blockers'] }],
  ['checks', { call: 'check.list', at: [] }],
  ['criteria', { call: 'verdict.get', at: ['criteria'] }],
  ['datasets', { call: 'dataset.list', at: [] }],
  ['discrepancies', { call: 'discrepancy.list', at: ['items'] }],
  ['members', { call: 'member.list', at: [] }],
  ['portfolio', { call: 'portfolio.get', at: ['rows'] }],
  ['requests', { call: 'agent.requests', at: ['items'] }],
  ['runs', { call: 'run.list', at: ['items'] }],
  ['streak-days', { call: 'verdict.get', at: ['streak', 'days'] }],
  ...parts,
]);
