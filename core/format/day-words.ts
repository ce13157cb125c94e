const longDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The day of an instant in UTC, for texts that are kept and read anywhere: "29 December 2026". */
export const dayWords = (at: number | string): string => longDate.format(new Date(at));
