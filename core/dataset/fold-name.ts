import { plainName } from '../plain-name.ts';

/** Names of columns that differ only as `plainName` has it, or in underscores, dashes or blanks, mean the same: `UnitPrice` is `unit_price`. */
export function foldName(name: string): string {
  return plainName(name).replace(/[_\-\s]/g, '');
}
