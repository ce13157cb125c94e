import { hash } from 'node:crypto';
import type { Field } from './row-line.ts';

/** What every canonical text of a terminated type consists of; anything else is marked and length-prefixed. */
const TAME = /^[0-9A-Za-z:.+\- ]*$/;

export type Boundary = 'terminated' | 'lengthPrefixed';

/**
 * One text for a whole row such that different rows have different texts. The same rule in SQL is each connector's: a
 * terminated field is its text and `|`, null is `|` alone (canonical texts are never empty); a length-prefixed field is its
 * length in UTF-8 bytes, `:`, and the text, null is `:` alone. A value that does not fit its type, which a database with
 * typed columns cannot hold, gets a mark of its own.
 */
export function rowText(boundaries: readonly Boundary[], fields: readonly Field[]): string {
  let text = '';
  for (let i = 0; i < boundaries.length; i++) {
    const field = fields[i] ?? null;
    if (boundaries[i] === 'lengthPrefixed') text += field === null ? ':' : `${Buffer.byteLength(field)}:${field}`;
    else if (field === null) text += '|';
    else text += TAME.test(field) && field !== '' ? `${field}|` : `!${Buffer.byteLength(field)}:${field}`;
  }
  return text;
}

/** MD5 as hexadecimal. It finds differences; nothing is signed with it. */
export function md5(text: string): string {
  return hash('md5', text, 'hex');
}

/** Eight hexadecimal digits of a hash, from a position on, as an unsigned number. */
export function word(hex: string, from: number): number {
  return Number.parseInt(hex.slice(from, from + 8), 16);
}
