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
 * What a count or checksum at the same or a later watermark may say for this run to account for it: `compared` rows (of a larger one most
 * were never looked at), and `record_count` rows by which its sides differ, or `checksum` segments. Twice what this run saw and found,
 * since tables and their differences grow; a run that found none explains none. The next run looks at what lies between.
 */
export type Accounts = { compared: number; record_count: number; checksum: number };

export function accountsOf(run: RunFigures): Accounts {
  const { modified = 0, missingInTarget = 0, extraInTarget = 0, duplicateInTarget = 0 } = run.rows ?? {};
  const unpaired = missingInTarget + extraInTarget + duplicateInTarget;
  return { compared: 2 * mostRowsSeen(run), record_count: 2 * unpaired, checksum: 2 * (unpaired + modified) };
}

/** What a count or checksum differs by: rows, or segments. */
export const differingOf = ({ recordCount, segments }: RunFigures): number =>
  recordCount ? Math.abs(recordCount.target - recordCount.legacy) : (segments?.differing ?? 0);
