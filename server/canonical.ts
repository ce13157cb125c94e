import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** RFC 8785, so that a hash of it can be recomputed in any language. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('A value without a JSON form cannot be made canonical.');
  return text;
}
