import { isOrdered } from './canonical-plan.ts';
import type { PlanDocument } from './document.ts';
import { isOrder, type PlanDifference } from './plan-differences.ts';

type Named = { name: string };

/**
 * A plan in which one thing is as it is in `wanted`, from which it differs by it. Everything else stays as it is; what is new in a part that
 * has an order takes its place behind the item that it follows there.
 */
export function withDifference(plan: PlanDocument, difference: PlanDifference, wanted: PlanDocument): PlanDocument {
  const { part, name } = difference;
  if (part === 'migration' || part === 'settings') {
    const field = new Map(Object.entries(wanted[part])).get(name);
    return { ...plan, [part]: { ...plan[part], ...Object.fromEntries([[name, field]]) } };
  }
  if (part === 'criteria') {
    const criteria = withItem(plan.criteria, wanted.criteria, name, ({ key }) => key, false);
    return { ...plan, criteria };
  }
  const [have, want]: [readonly Named[], readonly Named[]] = [plan[part], wanted[part]];
  const items = isOrder(difference)
    ? reordered(have, want)
    : withItem(have, want, name, (item) => item.name, isOrdered(part));
  return { ...plan, ...Object.fromEntries([[part, items]]) };
}

function withItem<T>(
  have: readonly T[],
  want: readonly T[],
  name: string,
  nameOf: (item: T) => string,
  ordered: boolean,
): T[] {
  const item = want.find((one) => nameOf(one) === name);
  if (item === undefined) return have.filter((one) => nameOf(one) !== name);
  const at = have.findIndex((one) => nameOf(one) === name);
  if (at >= 0) return have.with(at, item);
  if (!ordered) return [...have, item];
  const before = want.slice(0, want.indexOf(item)).map(nameOf);
  const last = have.findLastIndex((one) => before.includes(nameOf(one)));
  return have.toSpliced(last + 1, 0, item);
}

/** Those that both have change places among themselves; the others stay where they are. */
function reordered<T extends Named>(have: readonly T[], want: readonly Named[]): T[] {
  const places = new Map(want.map(({ name }, at) => [name, at]));
  const place = ({ name }: T) => places.get(name) ?? -1;
  const common = have.filter(({ name }) => places.has(name)).toSorted((a, b) => place(a) - place(b));
  return have.map((item) => (places.has(item.name) ? (common.shift() ?? item) : item));
}
