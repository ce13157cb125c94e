import { oneOf, text } from './params.ts';

/** What of the evidence is looked at: all of it is in the address, so that a link shows the same. */
export const evidenceUrl = { view: oneOf(['coverage', 'checks', 'runs'], 'coverage'), dataset: text, check: text };
