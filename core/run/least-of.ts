import type { Run } from './schema.ts';

/** How many there are at least, by a run that looked at a part. A run over everything may count something else as its population. */
export function leastOf({ coverage: { method, population, skippedChunks } }: Run): number {
  return ((method === 'sample' || skippedChunks > 0) && population) || 0;
}
