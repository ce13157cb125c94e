/**
 * What a name from outside is compared by: people, tools and databases write it in whatever case, with blanks around it, or with characters that
 * nobody sees.
 */
export function plainName(name: string): string {
  const seen = name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return seen.replace(/\s+/g, ' ').trim().toLowerCase();
}
