import { type PlanDocument, planDocumentSchema } from '#core/plan/document.ts';
import type { EditedPart } from './part-fields.ts';

export type Put = {
  part: EditedPart;
  /** The item that is replaced; null: a new one. */
  name: string | null;
  item: Record<string, unknown>;
  /** Behind which other item it comes; '': first. Absent: where it was, a new one last. */
  after: string | undefined;
};

/** A plan with one item added or replaced. */
export function putItem(document: PlanDocument, { part, name, item, after }: Put): PlanDocument {
  if (part === 'settings')
    return planDocumentSchema.parse({ ...document, settings: { ...document.settings, ...item } });
  const items: readonly { name: string }[] = document[part];
  const others = items.filter((one) => one.name !== name);
  const was = items.findIndex((one) => one.name === name);
  const known = after === undefined ? -1 : others.findIndex((one) => one.name === after) + 1;
  const at = after === undefined || (known === 0 && after !== '') ? (was < 0 ? others.length : was) : known;
  return planDocumentSchema.parse({ ...document, [part]: others.toSpliced(at, 0, { name: '', ...item }) });
}

/** A plan without one of its items. */
export function removeItem(document: PlanDocument, part: Exclude<EditedPart, 'settings'>, name: string): PlanDocument {
  const items: readonly { name: string }[] = document[part];
  return planDocumentSchema.parse({ ...document, [part]: items.filter((one) => one.name !== name) });
}

export function namesOf(document: PlanDocument, part: EditedPart): string[] {
  const items: readonly { name: string }[] = part === 'settings' ? [] : document[part];
  return items.map(({ name }) => name);
}

export function itemOf(document: PlanDocument, part: EditedPart, name: string | null): object | null {
  if (part === 'settings') return document.settings;
  const items: readonly { name: string }[] = document[part];
  return items.find((one) => one.name === name) ?? null;
}
