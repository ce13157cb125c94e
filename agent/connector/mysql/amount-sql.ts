import type { LogicalType } from '../../../core/dataset/schema.ts';
import type { SidePlan } from '../plan.ts';
import { floatAsDecimalSql } from './float-sql.ts';
import { quoteName } from './quote.ts';

/** Stands for what is no amount: more than any sum of amounts comes to. */
export const NO_AMOUNT = 10n ** 34n;

const ofText = (text: string) =>
  `case when ${text} regexp '^-?[0-9]{1,30}([.][0-9]{1,30})?$' then cast(${text} as decimal(65,30)) else ${NO_AMOUNT} end`;

/** SQL for the absolute amount of a row, undefined where none is asked for. */
export function amountSql(plan: SidePlan): string | undefined {
  const column = plan.columns[plan.amountColumn];
  if (!column) return undefined;
  const c = quoteName(column.name);
  const amounts: Partial<Record<LogicalType, string>> = {
    integer: `cast(${c} as decimal(20,0))`,
    decimal: c,
    float: ofText(floatAsDecimalSql(c, column)),
    text: ofText(`convert(${c} using utf8mb4)`),
  };
  return `if(${c} is null, 0, abs(${amounts[column.family] ?? NO_AMOUNT}))`;
}
