import { type PlanPart, planPartNames } from '../part/plan-parts.ts';
import { canonicalPlan, isOrdered } from './canonical-plan.ts';
import type { PlanDocument } from './document.ts';

export type ChangedPart = PlanPart | 'migration' | 'settings' | 'datasets' | 'criteria';

/** One thing in which two plans differ. `moved`: the same, at another place in its list. */
export type PlanChange = {
  part: ChangedPart;
  /** Name of the item; the part itself where it exists once. */
  name: string;
  kind: 'added' | 'changed' | 'removed' | 'moved';
  /** Fields that differ, of a changed item. */
  fields: string[];
  before: unknown;
  after: unknown;
};

type Named = { name: string };

/** What has to happen to `current` to make it `wanted`, in the order of the document. Nothing, if they say the same. */
export function diffPlans(before: PlanDocument, after: PlanDocument): PlanChange[] {
  const [current, wanted] = [canonicalPlan(before), canonicalPlan(after)];
  return [
    ...diffOne('migration', current.migration, wanted.migration),
    ...diffOne('settings', current.settings, wanted.settings),
    ...planPartNames.flatMap((part) => diffLists<Named>(part, current[part], wanted[part], ({ name }) => name)),
    ...diffLists('datasets', current.datasets, wanted.datasets, ({ name }) => name),
    ...diffLists('criteria', current.criteria, wanted.criteria, ({ key }) => key),
  ];
}

function diffOne(part: 'migration' | 'settings', before: object, after: object): PlanChange[] {
  const fields = changedFields(before, after);
  return fields.length === 0 ? [] : [{ part, name: part, kind: 'changed', fields, before, after }];
}

function diffLists<T extends object>(
  part: ChangedPart,
  current: readonly T[],
  wanted: readonly T[],
  nameOf: (item: T) => string,
): PlanChange[] {
  const before = new Map(current.map((item, at) => [nameOf(item), { item, at }]));
  const names = new Set(wanted.map(nameOf));
  // Places among what stays: an item that was put in front of others does not move them.
  const staying = current.map(nameOf).filter((name) => names.has(name));
  const places = new Map(staying.map((name, at) => [name, at]));
  let place = 0;
  const there = wanted.flatMap((after): PlanChange[] => {
    const name = nameOf(after);
    const known = before.get(name);
    if (!known) return [{ part, name, kind: 'added', fields: [], before: null, after }];
    const moved = isOrdered(part) && places.get(name) !== place;
    place += 1;
    const fields = changedFields(known.item, after);
    if (fields.length > 0) return [{ part, name, kind: 'changed', fields, before: known.item, after }];
    return moved ? [{ part, name, kind: 'moved', fields: [], before: known.item, after }] : [];
  });
  const gone = current.flatMap((item): PlanChange[] => {
    const name = nameOf(item);
    return names.has(name) ? [] : [{ part, name, kind: 'removed', fields: [], before: item, after: null }];
  });
  return [...there, ...gone];
}

function changedFields(before: object, after: object): string[] {
  const [old, fresh] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((key) => !isSame(old.get(key), fresh.get(key)));
}

/** The same as JSON: the order of fields does not count, and an absent field is an undefined one. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
