/** A name as SQL. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Text as an SQL literal, whatever `standard_conforming_strings` says. */
export function quoteText(text: string): string {
  const quoted = text.replaceAll("'", "''");
  return text.includes('\\') ? ` E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`;
}

/** Values as an array literal of a type. */
export function quoteArray(values: readonly string[], type: string): string {
  const items = values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`);
  return `${quoteText(`{${items.join(',')}}`)}::${type}[]`;
}
