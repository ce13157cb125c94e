export const isLoosened = (_change: { part: string; before: unknown; after: unknown }): boolean => false;
