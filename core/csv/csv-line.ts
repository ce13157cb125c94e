/**
 * What a spreadsheet would run as a formula, by its first character (OWASP, "CSV Injection"): in full width and small forms too, which some
 * read as the plain one, and behind blanks, which some drop.
 */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B])/u;
/** "-12.30" is a number of ours, and no formula. */
const NUMBER = /^-?\d+(\.\d+)?$/;

/** A line of RFC 4180, with its end. Null is an empty field; what is neither text nor number is written as JSON. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(fieldOf).join(',')}\r\n`;
}

function fieldOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  return quoted(FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
