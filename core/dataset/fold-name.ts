/** Names that differ only in case, underscores, dashes or blanks mean the same: `UnitPrice` is `unit_price`. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/[_\-\s]/g, '');
}
