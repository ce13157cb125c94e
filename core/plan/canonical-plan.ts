import { planPartNames } from '../part/plan-parts.ts';
import type { PlanDocument } from './document.ts';

/** Order carries meaning: phases follow one another, stages of the ramp too. Of other things the order is nobody's statement. */
export const isOrdered = (part: string): boolean => part === 'phases' || part === 'ramp';

/** The one of all documents that say the same: what has no order of its own is sorted by name, and what says nothing is left out. */
export function canonicalPlan(plan: PlanDocument): PlanDocument {
  const parts = planPartNames.map(
    (part) => [part, isOrdered(part) ? plan[part] : byName<{ name: string }>(plan[part])] as const,
  );
  return {
    ...plan,
    ...Object.fromEntries(parts),
    datasets: byName(plan.datasets).map((dataset) => ({
      ...dataset,
      checks: dataset.checks.toSorted((a, b) => order(a.kind, b.kind)),
    })),
    criteria: plan.criteria.toSorted((a, b) => order(a.key, b.key)).map(withoutEmptyOptions),
  };
}

function byName<T extends { name: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => order(a.name, b.name));
}

/** By code units: the same on every machine. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withoutEmptyOptions({ options, ...criterion }: PlanDocument['criteria'][number]) {
  const isEmpty = options === undefined || Object.values(options).every((option) => option === undefined);
  return isEmpty ? criterion : { ...criterion, options };
}
