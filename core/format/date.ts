const shortDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A calendar day, `2026-11-02`, as "2 Nov". No zone is involved: it is a date. */
export function dateText(date: string): string {
  return shortDate.format(Date.parse(`${date}T00:00:00Z`));
}
