import { foldName } from '../dataset/fold-name.ts';
import type { Problem } from '../errors.ts';
import { planPartNames } from '../part/plan-parts.ts';
import { plainName } from '../plain-name.ts';
import { twinsOf } from '../twins.ts';
import type { AnyPlanDocument } from './document.ts';

/** Names of one plan that nobody could tell apart, and columns that evidence could not. Keys of criteria are lower-case letters anyway. */
export function findTwinProblems(plan: AnyPlanDocument): Problem[] {
  return [
    ...planPartNames.flatMap((part) => plainTwins(namesOf(plan[part]), (i) => `/${part}/${i}/name`)),
    ...plainTwins(namesOf(plan.datasets), (i) => `/datasets/${i}/name`),
    ...plan.datasets.flatMap((dataset, i) => findColumnTwins(dataset, `/datasets/${i}`)),
  ];
}

/** Those that a plan did not have already. One from before there was this rule can be used and changed, if not made worse. */
export function newTwinProblems(current: AnyPlanDocument, wanted: AnyPlanDocument): Problem[] {
  const known = new Set(findTwinProblems(current).map(({ message }) => message));
  return findTwinProblems(wanted).filter(({ message }) => !known.has(message));
}

const namesOf = (items: readonly { name: string }[]) => items.map(({ name }) => name);

export function plainTwins(names: readonly string[], pointerTo: (index: number) => string): Problem[] {
  return twinsOf(names, plainName).map(({ index, name, of }) => ({
    pointer: pointerTo(index),
    message: `"${name}" is "${of}" but for case, blanks or characters that nobody sees: give one of them another name`,
  }));
}

type Dataset = { name: string; columns: readonly { name: string }[] };

export function findColumnTwins({ name: dataset, columns }: Dataset, at: string): Problem[] {
  return twinsOf(namesOf(columns), foldName).map(({ index, name, of }) => ({
    pointer: `${at}/columns/${index}/name`,
    message: `"${name}" of ${dataset} is "${of}" as evidence names columns, whatever the case, blanks, dashes or underscores: give one of them another name, and say under "legacy" and "target" what the databases call it`,
  }));
}
