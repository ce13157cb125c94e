import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder, writeDurably } from './durable.ts';
import { type Entry, isDamage, scanSegment } from './entry.ts';
import { readAt } from './frame.ts';

const WINDOW_BYTES = 1_024 * 1_024;

/** Writes a segment anew without what is not kept, damage included; one in which nothing is kept is deleted. Answers its size. */
export function rewriteSegment(path: string, keep: (entry: Entry) => boolean): number {
  const kept: Pick<Entry, 'offset' | 'bytes'>[] = [];
  for (const found of scanSegment(path)) {
    if (!isDamage(found) && keep(found)) kept.push({ offset: found.offset, bytes: found.bytes });
  }
  if (kept.length === 0) {
    rmSync(path);
    syncFolder(dirname(path));
    return 0;
  }
  const fd = openSync(path, 'r');
  try {
    writeDurably(path, windows(fd, kept));
  } finally {
    closeSync(fd);
  }
  return statSync(path).size;
}

function* windows(fd: number, ranges: Pick<Entry, 'offset' | 'bytes'>[]): Generator<Buffer> {
  for (const { offset, bytes } of ranges) {
    for (let done = 0; done < bytes; done += WINDOW_BYTES) {
      yield readAt(fd, offset + done, Math.min(WINDOW_BYTES, bytes - done));
    }
  }
}
