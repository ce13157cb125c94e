import { isSame } from './diff-plan.ts';

/** One field that differs: `threshold`, `schedule.everyMs`, `columns[amount].sensitive`. Undefined where there is none. */
export type FieldChange = { path: string; before: unknown; after: unknown };

/** Everything in which two items differ, as deep as it can be named. */
export function fieldChanges(before: unknown, after: unknown, path = ''): FieldChange[] {
  if (isSame(before, after)) return [];
  const [old, fresh] = [membersOf(before), membersOf(after)];
  if (!old || !fresh || old.isList !== fresh.isList) return [{ path, before, after }];
  const names = new Set([...old.members.keys(), ...fresh.members.keys()]);
  const changes = [...names].flatMap((name) => {
    const inside = old.isList ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
    return fieldChanges(old.members.get(name), fresh.members.get(name), inside);
  });
  // The same members in another order.
  return changes.length > 0 ? changes : [{ path, before, after }];
}

type Members = { isList: boolean; members: ReadonlyMap<string, unknown> };

/** Fields of an object, or items of a list by what they are called; null where items cannot be told apart like that. */
function membersOf(value: unknown): Members | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value)) return { isList: false, members: new Map(Object.entries(value)) };
  const members = new Map(value.flatMap((item: unknown) => nameOf(item).map((name) => [name, item] as const)));
  return members.size === value.length ? { isList: true, members } : null;
}

function nameOf(item: unknown): string[] {
  if (typeof item !== 'object' || item === null) return [];
  const name = 'name' in item ? item.name : 'kind' in item ? item.kind : null;
  return typeof name === 'string' ? [name] : [];
}
