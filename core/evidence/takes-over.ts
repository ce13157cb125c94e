import type { RunFigures } from './figures.ts';
import { isWhole, type Whole } from './stands.ts';
import { mostRowsSeen, unseenFailures } from './unanswered.ts';

export type Located = Pick<RunFigures, 'verdict' | 'method' | 'skippedChunks' | 'clockDoubt' | 'larger'> & Whole;

/** A complete field-level run takes over whatever counts and checksums said before: with groups of its own, or with none. */
export function locates(figures: Located): boolean {
  const { verdict, method, skippedChunks, clockDoubt } = figures;
  if (clockDoubt !== undefined || !isWhole(figures) || unseenFailures(figures).length > 0) return false;
  return method === 'full' && skippedChunks === 0 && (verdict === 'match' || verdict === 'mismatch');
}

/** A run that accounts for what counts and checksums say: a window explains nothing of what was counted outside of it. */
export function takesOver(figures: Located & Pick<RunFigures, 'kind' | 'window'>): boolean {
  return figures.kind === 'field_level' && figures.window === null && locates(figures);
}

/**
 * Rows that a count or checksum may have compared for this run to account for it: of a larger one most rows were never looked at. What lies
 * between is looked at by the next run, or left out by it (`leftOut`).
 */
export const accountsForRows = (run: RunFigures): number => 2 * mostRowsSeen(run);
