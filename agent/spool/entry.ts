import { closeSync, fstatSync, openSync } from 'node:fs';
import { type FrameHead, findFrame, readFrame } from './frame.ts';

/** A waiting result: one frame for each call it takes. `offset` and `bytes` say where it lies in its segment. */
export type Entry = Pick<FrameHead, 'seq' | 'keptAtMs' | 'written' | 'result'> & {
  offset: number;
  bytes: number;
  parts: { path: string; gzip: boolean; offset: number }[];
};

/** Bytes that hold no whole result. `torn`: writing was cut off there, and what was written never counted as kept. */
export type Damage = { offset: number; bytes: number; torn: boolean };

/** What lies at an offset, frame by frame: never more than one frame is in memory. */
export function readEntry(fd: number, offset: number, end: number): Entry | Damage {
  const entry: Entry = { seq: 0, keptAtMs: 0, result: NOTHING, offset, bytes: 0, parts: [] };
  for (let part = 0, parts = 1; part < parts; part += 1) {
    const at = offset + entry.bytes;
    const frame = at < end ? readFrame(fd, at, end) : 'torn';
    const head = typeof frame === 'object' ? frame.head : undefined;
    if (typeof frame !== 'object' || !head || head.part !== part || (part > 0 && head.seq !== entry.seq)) {
      const next = findFrame(fd, offset, end);
      return { offset, bytes: (next ?? end) - offset, torn: frame === 'torn' && next === undefined };
    }
    parts = head.parts;
    entry.parts.push({ path: head.path, gzip: head.gzip, offset: at });
    entry.bytes += frame.bytes;
    const { seq, keptAtMs, written, result } = head;
    if (part === 0) Object.assign(entry, { seq, keptAtMs, written, result });
  }
  return entry;
}

const NOTHING = { runId: '', checkId: '', label: '', day: '', clean: false };

export function isDamage(found: Entry | Damage): found is Damage {
  return 'torn' in found;
}

/** Everything in a segment from an offset on, in order. */
export function* scanSegment(path: string, from = 0): Generator<Entry | Damage> {
  const fd = openSync(path, 'r');
  try {
    const end = fstatSync(fd).size;
    for (let offset = from; offset < end; ) {
      const found = readEntry(fd, offset, end);
      offset += found.bytes;
      yield found;
    }
  } finally {
    closeSync(fd);
  }
}
