import type { SideColumn, SidePlan } from '../plan.ts';
import { quoteName } from './quote.ts';
import { wireSql } from './wire.ts';

/** SQL for the text of a row (or of its key) as row/row-hash.ts defines it. */
export function rowTextSql(columns: readonly SideColumn[]): string {
  const parts = columns.flatMap((column) => {
    const wire = wireSql(column);
    // By the column: a value whose text the server cannot make, being too long, must not pass for null.
    const given = (sql: string) => (column.nullable ? `if(${quoteName(column.name)} is null, '', ${sql})` : sql);
    if (column.boundary === 'terminated') return [given(wire), "'|'"];
    return [given(`length(${wire})`), "':'", given(wire)];
  });
  return `concat(${parts.join(', ')})`;
}

/** 32 bits of a hexadecimal hash, from a (1-based) digit on, as a number. */
export function wordSql(hex: string, from: number, digits = 8): string {
  return `cast(conv(substr(${hex}, ${from}, ${digits}), 16, 10) as unsigned)`;
}

/** The key of a row as one text, compared and sorted by its bytes. */
export function keyTextSql(plan: SidePlan): string {
  return rowTextSql(plan.columns.slice(0, plan.keyColumns));
}
