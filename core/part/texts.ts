import { instantSchema, textUpTo } from '../schema-parts.ts';

/** Where proof is to be found: an address, a ticket, a document's name. */
export const evidenceLinkSchema = textUpTo(1_000);
/** From `from` up to and without `to`. */
export const windowFields = { from: instantSchema, to: instantSchema };
