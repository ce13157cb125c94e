import type { ComparisonPlan } from '../pairing/plan-comparison.ts';
import { type Field, rowLine } from '../row/row-line.ts';
import { settle } from '../value/settle.ts';
import type { UnlikeRows } from './merge-rows.ts';

/** What the rows of one key come to. Fields are canonical texts. */
export type Outcome = {
  key: Field[];
  identical: number;
  modified: { legacy: Field[]; target: Field[]; columns: number[] }[];
  missing: Field[][];
  extra: Field[][];
  duplicate: Field[][];
};

/**
 * Pairs the rows of one key: equal ones first, the rest in order. What is left over on the legacy side is missing in target;
 * on the target side it is a duplicate if its key was seen before, else extra.
 */
export function pairRows(plan: ComparisonPlan, rows: UnlikeRows): Outcome {
  const legacy = rows.legacy.map((row) => settled(plan, row, 'legacy'));
  const target = rows.target.map((row) => settled(plan, row, 'target'));
  const key = (legacy[0] ?? target[0] ?? []).slice(0, plan.keyColumns);
  const [onlyLegacy, onlyTarget, identical] = withoutEqual(legacy, target);
  const pairs = Math.min(onlyLegacy.length, onlyTarget.length);
  const modified = onlyLegacy.slice(0, pairs).map((row, i) => {
    const other = onlyTarget[i] ?? [];
    return { legacy: row, target: other, columns: differingColumns(plan, row, other) };
  });
  const left = onlyTarget.slice(pairs);
  const seen = rows.pairedBefore > 0 || rows.legacy.length > 0;
  return {
    key,
    identical,
    modified,
    missing: onlyLegacy.slice(pairs),
    extra: seen ? [] : left.slice(0, 1),
    duplicate: seen ? left : left.slice(1),
  };
}

/** Rows that differ; a modified pair is one. */
export function differingRows({ modified, missing, extra, duplicate }: Outcome): number {
  return modified.length + missing.length + extra.length + duplicate.length;
}

/** One text for all that differs: two outcomes with the same text say the same. */
export function differencesOf({ modified, missing, extra, duplicate }: Outcome): string {
  return JSON.stringify([modified.map((pair) => [pair.legacy, pair.target]), missing, extra, duplicate]);
}

function settled(plan: ComparisonPlan, row: readonly Field[], side: 'legacy' | 'target'): Field[] {
  return plan[side].columns.map((column, i) => {
    const field = row[i] ?? null;
    return field === null ? null : settle(column.type, field, column.timeZone);
  });
}

function withoutEqual(legacy: Field[][], target: Field[][]): [Field[][], Field[][], number] {
  if (legacy.length === 0 || target.length === 0) return [sorted(legacy), sorted(target), 0];
  const [one, other] = [legacy[0], target[0]];
  if (legacy.length === 1 && target.length === 1 && one && other) {
    return one.every((field, i) => field === other[i]) ? [[], [], 1] : [legacy, target, 0];
  }
  const counted = new Map<string, number>();
  for (const row of target) counted.set(rowLine(row), (counted.get(rowLine(row)) ?? 0) + 1);
  const equal = new Map<string, number>();
  const onlyLegacy = legacy.filter((row) => {
    const line = rowLine(row);
    const open = (counted.get(line) ?? 0) - (equal.get(line) ?? 0);
    if (open > 0) equal.set(line, (equal.get(line) ?? 0) + 1);
    return open <= 0;
  });
  const onlyTarget = target.filter((row) => {
    const line = rowLine(row);
    const left = equal.get(line) ?? 0;
    if (left > 0) equal.set(line, left - 1);
    return left <= 0;
  });
  return [sorted(onlyLegacy), sorted(onlyTarget), legacy.length - onlyLegacy.length];
}

/** Rows of one key come in no particular order: sorted, every run pairs them alike. */
function sorted(rows: Field[][]): Field[][] {
  if (rows.length < 2) return rows;
  return rows
    .map((row) => ({ row, line: rowLine(row) }))
    .sort((a, b) => (a.line < b.line ? -1 : 1))
    .map(({ row }) => row);
}

function differingColumns(plan: ComparisonPlan, legacy: readonly Field[], target: readonly Field[]): number[] {
  const columns: number[] = [];
  for (let i = plan.keyColumns; i < plan.columns.length; i++) if (legacy[i] !== target[i]) columns.push(i);
  return columns;
}
