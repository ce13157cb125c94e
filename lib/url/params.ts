/** One parameter of an address: how its text is read and written. The default is never written. */
export type Param<T> = { read(text: string | null): T; write(value: T): string | null };
export type Params = Record<string, Param<unknown>>;
export type ValuesOf<P> = { [K in keyof P]: P[K] extends Param<infer T> ? T : never };

/** Any text; absent is null. */
export const text: Param<string | null> = { read: (value) => value || null, write: (value) => value };

/** Any text; absent is empty. */
export const plainText: Param<string> = { read: (value) => value ?? '', write: (value) => value || null };

/** One of a few words, or the default for anything else somebody may have typed. */
export function oneOf<const T extends string>(words: readonly T[], otherwise: T): Param<T> {
  return {
    read: (value) => words.find((word) => word === value) ?? otherwise,
    write: (value) => (value === otherwise ? null : value),
  };
}

/** One of a few words, or none. */
export function maybeOneOf<const T extends string>(words: readonly T[]): Param<T | null> {
  return { read: (value) => words.find((word) => word === value) ?? null, write: (value) => value };
}
