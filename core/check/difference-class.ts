/** How a row can differ. `identical`, the fifth class, is never a difference. */
export const differenceClasses = ['modified', 'missing_in_target', 'extra_in_target', 'duplicate_in_target'] as const;
export type DifferenceClass = (typeof differenceClasses)[number];

export const isDifferenceClass = (kind: string): kind is DifferenceClass =>
  differenceClasses.some((known) => known === kind);

/** Those of rows without a partner: a comparison of keys finds them, whatever the columns hold. */
export const rowClasses = [
  'missing_in_target',
  'extra_in_target',
  'duplicate_in_target',
] as const satisfies DifferenceClass[];
