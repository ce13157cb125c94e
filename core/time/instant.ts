/** Instants arrive as RFC 3339 text with any offset; compared as numbers, written in UTC so that text sorts as time does. */
export function msOf(instant: string): number {
  return Date.parse(instant);
}

export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

export function earliest(instants: readonly string[]): string | null {
  return instants.length === 0 ? null : isoOf(Math.min(...instants.map(msOf)));
}

/** The later of two, where null means never. */
export function laterOf(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return msOf(b) > msOf(a) ? b : a;
}
