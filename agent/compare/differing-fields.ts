import type { ComparisonPlan } from '../pairing/plan-comparison.ts';
import { rowFields } from '../row/row-line.ts';
import { settle } from '../value/settle.ts';
import type { Line } from './row-cursor.ts';

const TAB = 9;

/**
 * Columns in which two rows of one key differ, read off the bytes: only fields whose bytes differ are taken apart, to see
 * whether they mean the same after all.
 */
export function differingFields(plan: ComparisonPlan, legacy: Line, target: Line): number[] {
  const columns: number[] = [];
  let [left, right] = [legacy.start, target.start];
  for (let column = 0; column < plan.columns.length; column++) {
    const leftEnd = fieldEnd(legacy, left);
    const rightEnd = fieldEnd(target, right);
    if (column >= plan.keyColumns && !sameField(legacy.bytes, left, leftEnd, target.bytes, right, rightEnd)) {
      const one = settledField(plan, 'legacy', column, legacy.bytes.toString('utf8', left, leftEnd));
      const other = settledField(plan, 'target', column, target.bytes.toString('utf8', right, rightEnd));
      if (one !== other) columns.push(column);
    }
    left = leftEnd + 1;
    right = rightEnd + 1;
  }
  return columns;
}

function fieldEnd({ bytes, end }: Line, from: number): number {
  let at = from;
  while (at < end && bytes[at] !== TAB) at += 1;
  return at;
}

function sameField(a: Buffer, startA: number, endA: number, b: Buffer, startB: number, endB: number): boolean {
  if (endA - startA !== endB - startB) return false;
  for (let i = startA, j = startB; i < endA; i++, j++) if (a[i] !== b[j]) return false;
  return true;
}

function settledField(plan: ComparisonPlan, side: 'legacy' | 'target', column: number, text: string): string | null {
  const { type, timeZone } = plan[side].columns[column] ?? { type: 'text', timeZone: 'UTC' };
  // The text of a field as it crossed the network: unequal escapes are unequal values.
  if (type === 'text' || type === 'binary') return text;
  const field = rowFields(text)[0] ?? null;
  return field === null ? null : settle(type, field, timeZone);
}
