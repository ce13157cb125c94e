import { msOf } from '../time/instant.ts';
import type { RunFigures } from './figures.ts';

/**
 * What becomes of a count or checksum that does not match: a complete field-level run at the same or a later watermark explains it,
 * with the groups it found or by finding none any more; while such a run is still in time, one waits for it; else the mismatch
 * opens a group of its own, `unlocated`. `fieldLevel` is the newest of the dataset, null where there is no such check or run.
 */
export function locationOf(
  mismatch: Pick<RunFigures, 'asOf'>,
  fieldLevel: Pick<RunFigures, 'asOf' | 'dueAt' | 'method' | 'skippedChunks' | 'verdict'> | null,
  nowMs: number,
): 'explained' | 'awaited' | 'unlocated' {
  if (fieldLevel === null) return 'unlocated';
  const looked = fieldLevel.method === 'full' && fieldLevel.skippedChunks === 0;
  const conclusive = fieldLevel.verdict === 'match' || fieldLevel.verdict === 'mismatch';
  if (looked && conclusive && msOf(fieldLevel.asOf) >= msOf(mismatch.asOf)) return 'explained';
  return looked && nowMs <= msOf(fieldLevel.dueAt) ? 'awaited' : 'unlocated';
}
