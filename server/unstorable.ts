import type { Problem } from '#core/errors.ts';
import { pointerTo } from '#core/problems-of.ts';
import type { Payload } from './payload.ts';

const MAX_REPORTED = 100;

/**
 * What PostgreSQL cannot keep, wherever it stands in a body, names included: the character NUL, halves of surrogate pairs,
 * which are no Unicode and have no canonical form either, and numbers such as 1e400, which are infinite once they are read. Found here it is reported with its place; in the database it would be an
 * error that nobody understands, and an agent would send it again for ever.
 */
export function findUnstorable(payload: Payload): { problems: Problem[]; hasForm: boolean } {
  const found: Found = { problems: [], hasForm: true };
  // Places are worth their cost only where there is something to tell, and the text is needed anyway, for its hash.
  if (canonicalText(payload)?.includes('\\u0000') ?? true) look(payload.value, [], found);
  return found;
}

/** Null where there is no canonical form, as with halves of pairs and infinite numbers. A NUL can only stand in it escaped. */
function canonicalText(payload: Payload): string | null {
  try {
    return payload.text;
  } catch {
    return null;
  }
}

const isStorableText = (text: string) => text.isWellFormed() && !text.includes('\0');

/** `hasForm`: there is a canonical form, whose hash can be told. */
type Found = { problems: Problem[]; hasForm: boolean };

function look(value: unknown, path: readonly string[], found: Found): void {
  if (typeof value === 'string') lookAtText(value, path, found);
  else if (typeof value === 'number') lookAtNumber(value, path, found);
  else if (Array.isArray(value)) for (const [i, item] of value.entries()) look(item, [...path, String(i)], found);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      lookAtText(name, path, found);
      look(item, [...path, name], found);
    }
  }
}

function lookAtNumber(value: number, path: readonly string[], found: Found): void {
  if (Math.abs(value) !== Number.POSITIVE_INFINITY) return;
  found.hasForm = false;
  note(found, path, 'is too large for a number');
}

function note(found: Found, path: readonly string[], message: string): void {
  if (found.problems.length === MAX_REPORTED) return;
  const pointer = pointerTo(path.map((part) => part.replaceAll('\0', '\uFFFD').toWellFormed()));
  found.problems.push({ pointer, message });
}

function lookAtText(text: string, path: readonly string[], found: Found): void {
  if (isStorableText(text)) return;
  const isUnicode = text.isWellFormed();
  if (!isUnicode) found.hasForm = false;
  note(
    found,
    path,
    isUnicode
      ? 'contains the character NUL (U+0000), which cannot be stored; send another one in its place'
      : 'contains half of a surrogate pair, which is no Unicode text',
  );
}
