import type { Problem } from '#core/errors.ts';
import { pointerTo } from '#core/problems-of.ts';
import type { Payload } from './payload.ts';

const MAX_REPORTED = 100;

/**
 * Text that PostgreSQL cannot keep, wherever it stands in a body, names included: the character NUL, and halves of surrogate pairs,
 * which are no Unicode and have no canonical form either. Found here it is reported with its place; in the database it would be an
 * error that nobody understands, and an agent would send it again for ever.
 */
export function findUnstorable(payload: Payload): { problems: Problem[]; isUnicode: boolean } {
  const found: Found = { problems: [], isUnicode: true };
  // Places are worth their cost only where there is something to tell, and the text is needed anyway, for its hash.
  if (canonicalText(payload)?.includes('\\u0000') ?? true) look(payload.value, [], found);
  return found;
}

/** Null where there is no canonical form, as with halves of pairs. A NUL can only stand in it escaped. */
function canonicalText(payload: Payload): string | null {
  try {
    return payload.text;
  } catch {
    return null;
  }
}

const isStorableText = (text: string) => text.isWellFormed() && !text.includes('\0');

type Found = { problems: Problem[]; isUnicode: boolean };

function look(value: unknown, path: readonly string[], found: Found): void {
  if (typeof value === 'string') lookAtText(value, path, found);
  else if (Array.isArray(value)) for (const [i, item] of value.entries()) look(item, [...path, String(i)], found);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      lookAtText(name, path, found);
      look(item, [...path, name], found);
    }
  }
}

function lookAtText(text: string, path: readonly string[], found: Found): void {
  if (isStorableText(text)) return;
  const isUnicode = text.isWellFormed();
  if (!isUnicode) found.isUnicode = false;
  if (found.problems.length === MAX_REPORTED) return;
  found.problems.push({
    pointer: pointerTo(path.map((part) => part.replaceAll('\0', '\uFFFD').toWellFormed())),
    message: isUnicode
      ? 'contains the character NUL (U+0000), which cannot be stored; send another one in its place'
      : 'contains half of a surrogate pair, which is no Unicode text',
  });
}
