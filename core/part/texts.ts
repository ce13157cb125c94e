import { z } from 'zod';
import { instantSchema } from '../schema-parts.ts';

/** Where proof is to be found: an address, a ticket, a document's name. */
export const evidenceLinkSchema = z.string().trim().max(1_000);
export const dateSchema = z.iso.date({ error: 'must be a date, such as "2026-12-01"' });
/** From `from` up to and without `to`. */
export const windowFields = { from: instantSchema, to: instantSchema };
