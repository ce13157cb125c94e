import type { LogicalType } from '../../../core/dataset/schema.ts';
import type { SidePlan } from '../plan.ts';
import { quoteName } from './quote.ts';

/** What is no amount is NaN, and so is every sum with it. */
const amounts: Partial<Record<LogicalType, (column: string) => string>> = {
  integer: (c) => `${c}::int8::numeric`,
  decimal: (c) => `${c}::numeric`,
  // Its digits: a cast would round to 15 of them. Before PostgreSQL 14 a numeric could not be infinite.
  float: (c) => `case when ${c} in ('Infinity', '-Infinity') then 'NaN' else ${c}::text::numeric end`,
  text: (c) =>
    `case when ${c} is null then null when ${c}::text ~ '^-?[0-9]{1,40}([.][0-9]{1,40})?$' then ${c}::text::numeric else 'NaN' end`,
};

/** SQL for the absolute amount of a row, undefined where none is asked for. */
export function amountSql(plan: SidePlan): string | undefined {
  const column = plan.columns[plan.amountColumn];
  if (!column) return undefined;
  const c = quoteName(column.name);
  return `abs(${amounts[column.family]?.(c) ?? `case when ${c} is not null then 'NaN'::numeric end`})`;
}
