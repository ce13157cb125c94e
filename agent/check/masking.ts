import { createHmac, randomBytes } from 'node:crypto';
import type { ComparedValue } from '../../core/run/value.ts';
import type { Field } from '../row/row-line.ts';

const MAX_CHARS = 4_000;

/** Turns canonical texts into what leaves the agent. */
export type Masking = {
  value: (dataset: string, column: { name: string; sensitive: boolean }, field: Field) => ComparedValue;
};

/**
 * Values of sensitive columns leave as a keyed hash: equal values of a column stay recognisable as equal, and nobody without the
 * key can try candidates. Null stays null: it says that there is no value. Without a key of one's own, one is made up for the
 * lifetime of the process.
 */
export function createMasking(key: string | undefined): Masking {
  const secret = key ?? randomBytes(32);
  return {
    value: (dataset, column, field) => {
      if (!column.sensitive || field === null) return clear(field);
      const hmac = createHmac('sha256', secret);
      hmac.update(JSON.stringify([dataset, column.name, field]));
      return { masked: hmac.digest('hex'), method: 'hmac-sha256' };
    },
  };
}

function clear(field: Field): ComparedValue {
  if (field === null) return { value: null };
  const whole = storable(field);
  if (whole.length <= MAX_CHARS) return { value: whole };
  // Not through the middle of a surrogate pair, which would leave half a character.
  return { value: storable(whole.slice(0, MAX_CHARS)).replace(/\uFFFD$/u, ''), truncated: true };
}

/**
 * As Parallax can keep it: PostgreSQL has no text with NUL, and half a surrogate pair is no Unicode. A value with such a character would have
 * the whole run refused, so it is shown by U+2400 and U+FFFD. Comparison happened before, on the true values.
 */
function storable(text: string): string {
  return text.replaceAll('\0', '\u2400').toWellFormed();
}
