import { planPartNames } from '../part/plan-parts.ts';
import { isOrdered } from './canonical-plan.ts';
import { type ChangedPart, diffPlans, isSame, type PlanChange } from './diff-plan.ts';
import type { PlanDocument } from './document.ts';

/**
 * One thing in which two plans differ, as it can be approved by itself: an item of a part, a field of a part that exists once, or the order of a
 * part's items, which has no name.
 */
export type PlanDifference = {
  part: ChangedPart;
  /** Of the item or the field; '': the order of the part. */
  name: string;
  before: unknown;
  after: unknown;
};

export const isOrder = ({ name }: Pick<PlanDifference, 'name'>): boolean => name === '';

/** What keeps `before` from being `after`. Done one by one, in any order, it makes it so; see `withDifference`. */
export function planDifferences(before: PlanDocument, after: PlanDocument): PlanDifference[] {
  const items = diffPlans(before, after).filter(({ kind }) => kind !== 'moved');
  return [...items.flatMap(fieldsOf), ...orders(before, after)];
}

/** A part that exists once is not one thing: another budget does not hold up another name. */
function fieldsOf({ part, name, fields, before, after }: PlanChange): PlanDifference[] {
  if (part !== 'migration' && part !== 'settings') return [{ part, name, before, after }];
  const [old, fresh] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))];
  return fields.map((field) => ({
    part,
    name: field,
    before: old.get(field) ?? null,
    after: fresh.get(field) ?? null,
  }));
}

/** Of what both have: what came or went is listed by itself. */
function orders(before: PlanDocument, after: PlanDocument): PlanDifference[] {
  return planPartNames.filter(isOrdered).flatMap((part) => {
    const [old, fresh] = [before[part].map(({ name }) => name), after[part].map(({ name }) => name)];
    const was = old.filter((name) => fresh.includes(name));
    const is = fresh.filter((name) => old.includes(name));
    return isSame(was, is) ? [] : [{ part, name: '', before: was, after: is }];
  });
}
