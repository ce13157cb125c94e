/** A name as SQL, whatever `sql_mode` says. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** Text as an SQL literal that no `sql_mode` and no character set of the connection reads differently. */
export function quoteText(text: string): string {
  return text === '' ? "''" : `_utf8mb4 x'${Buffer.from(text).toString('hex')}'`;
}

/** The same bytes, to be compared as bytes. */
export function quoteBytes(text: string): string {
  return text === '' ? "''" : `x'${Buffer.from(text).toString('hex')}'`;
}
