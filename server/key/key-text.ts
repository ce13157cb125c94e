import { randomBytes } from 'node:crypto';
import { newSecret } from '../secret.ts';

/** `plx_<prefix>_<secret>`: the prefix is public and finds the key, the secret proves it. */
export function newKeyText(): { prefix: string; secret: string; text: string } {
  const prefix = randomBytes(6).toString('hex');
  const secret = newSecret();
  return { prefix, secret, text: `plx_${prefix}_${secret}` };
}

/** Null where the text is no key at all. */
export function parseKeyText(text: string): { prefix: string; secret: string } | null {
  const [, prefix, secret] = /^plx_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/.exec(text) ?? [];
  return prefix === undefined || secret === undefined ? null : { prefix, secret };
}
