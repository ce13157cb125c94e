const UNESCAPED: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const ESCAPED: Record<string, string> = {
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** A field of a row: text, or null for SQL null. */
export type Field = string | null;

/** Writes one line (with its newline) as COPY would. */
export function rowLine(fields: readonly Field[]): string {
  return `${fields.map((field) => (field === null ? '\\N' : escapeField(field))).join('\t')}\n`;
}

/** Reads one line (without newline) back into its fields. */
export function rowFields(line: string): Field[] {
  const fields: Field[] = line.split('\t');
  if (!line.includes('\\')) return fields;
  return fields.map((field) => (field === '\\N' || field === null ? null : unescapeField(field)));
}

function escapeField(text: string): string {
  return /[\\\b\f\n\r\t\v]/.test(text) ? text.replace(/[\\\b\f\n\r\t\v]/g, (char) => ESCAPED[char] ?? char) : text;
}

function unescapeField(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.)/gs, (_, char: string) => UNESCAPED[char] ?? char) : text;
}
