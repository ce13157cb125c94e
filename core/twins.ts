/** A name that is the same as one before it but for how it is written. */
export type Twin = { index: number; name: string; of: string };

/** Names that fold to the same as one before them, in another spelling; a name that is there twice is another mistake. */
export function twinsOf(names: readonly string[], fold: (name: string) => string): Twin[] {
  const first = new Map<string, string>();
  return names.flatMap((name, index) => {
    const of = first.get(fold(name));
    if (of === undefined) first.set(fold(name), name);
    return of === undefined || of === name ? [] : [{ index, name, of }];
  });
}
