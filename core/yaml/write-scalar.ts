/**
 * Text, number, boolean or null on one line, so that every YAML reader takes it for the same. Words stay as they are; what some
 * reader could take for something else (a number, a date, "yes", an indicator) stands in quotes.
 */
export function writeScalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null';
  return isPlain(value) ? value : quoted(value);
}

/** Letters first, then letters, digits and what means nothing anywhere in YAML; single spaces between. */
const plain = /^\p{L}[\p{L}\p{N}_./()%+'-]*( [\p{L}\p{N}_./()%+'-]+)*$/u;
/** What YAML 1.1 and 1.2 take for a value that is not text. */
const words = /^(true|false|null|yes|no|on|off|y|n)$/i;

function isPlain(text: string): boolean {
  return plain.test(text) && !words.test(text);
}

/** JSON is YAML, but for what YAML does not allow unescaped, or could take for the end of a line. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Whether text reads well, and comes back the same, as lines of their own under `|-`. */
export function isBlockText(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  return /^\S.*\n/.test(text) && !/\s$/.test(text) && !/[^\P{C}\n]|[\u2028\u2029\ufeff]/u.test(text);
}
