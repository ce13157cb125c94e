import { parseAsString, parseAsStringLiteral } from 'nuqs/server';

export const evidenceViews = ['coverage', 'checks', 'runs'] as const;

/** What of the evidence is looked at: all of it is in the address, so that a link shows the same. */
export const evidenceUrl = {
  view: parseAsStringLiteral(evidenceViews).withDefault('coverage'),
  dataset: parseAsString,
  check: parseAsString,
};
