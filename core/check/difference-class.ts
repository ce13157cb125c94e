/** How a row can differ. `identical`, the fifth class, is never a difference. */
export const differenceClasses = ['modified', 'missing_in_target', 'extra_in_target', 'duplicate_in_target'] as const;
export type DifferenceClass = (typeof differenceClasses)[number];
