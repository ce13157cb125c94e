import { existsSync } from 'node:fs';
import { loadCursor } from './cursor.ts';
import { isDamage, scanSegment } from './entry.ts';
import { listSegments } from './segment-files.ts';
import { listSetAside } from './set-aside.ts';

export type Inspection = {
  waiting: number;
  bytes: number;
  /** Of the result that waits longest. */
  oldestAt: string | null;
  checks: { label: string; waiting: number; oldestAt: string }[];
  dropped: number;
  refused: number;
  damaged: number;
  setAside: string[];
};

/** What lies in a state folder. Only reads, so that it can be asked while an agent works there. */
export function inspectSpool(folder: string): Inspection {
  const found: Inspection = {
    waiting: 0,
    bytes: 0,
    oldestAt: null,
    checks: [],
    dropped: 0,
    refused: 0,
    damaged: 0,
    setAside: [],
  };
  if (!existsSync(folder)) return found;
  const { seq, dropped, refused } = loadCursor(folder);
  const checks = new Map<string, Inspection['checks'][number]>();
  for (const path of listSegments(folder)) {
    for (const entry of scanSegment(path)) {
      if (isDamage(entry)) {
        // The result that is being written right now looks like one that was cut off.
        if (!entry.torn) found.damaged += 1;
        continue;
      }
      if (entry.seq < seq) continue;
      const keptAt = new Date(entry.keptAtMs).toISOString();
      found.waiting += 1;
      found.bytes += entry.bytes;
      found.oldestAt ??= keptAt;
      const { label } = entry.result;
      const check = checks.get(label);
      if (check) check.waiting += 1;
      else checks.set(label, { label, waiting: 1, oldestAt: keptAt });
    }
  }
  return {
    ...found,
    dropped,
    refused,
    checks: [...checks.values()],
    setAside: listSetAside(folder).map((one) => one.path),
  };
}
