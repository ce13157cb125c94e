import { closeSync, openSync, rmSync } from 'node:fs';
import { type Entry, isDamage, readEntry, scanSegment } from './entry.ts';
import { reportDamage } from './recover.ts';
import type { Segment } from './segment-files.ts';
import { type State, Tally, waitingOf } from './state.ts';

/** Where delivery stands: the oldest result that waits. */
export class Front {
  private found: { entry: Entry; segment: Segment } | null = null;
  private readonly state: State;
  private readonly isOpen: (segment: Segment) => boolean;
  /** Before a segment is deleted, the cursor must be beyond it. */
  private readonly save: () => void;

  constructor(state: State, isOpen: (segment: Segment) => boolean, save: () => void) {
    this.state = state;
    this.isOpen = isOpen;
    this.save = save;
  }

  /** The first result at or behind the cursor. Deletes segments that are delivered, and drops what is too old. */
  find(delivering: Entry | null): Entry | null {
    const { state, found: known } = this;
    // Still there and not moved: a large result is not read through again for each of its calls.
    if (known && known.segment === state.segments[0] && known.segment.from === known.entry.offset) return known.entry;
    const expired = new Tally();
    let head: Entry | null = null;
    for (let segment = state.segments[0]; segment && !head; segment = state.segments[0]) {
      if (segment.from >= segment.bytes) {
        if (this.isOpen(segment)) break;
        this.save();
        rmSync(segment.path, { force: true });
        state.segments.shift();
        continue;
      }
      const fd = openSync(segment.path, 'r');
      const found = readEntry(fd, segment.from, segment.bytes);
      closeSync(fd);
      if (isDamage(found)) {
        reportDamage(state, segment.path, found);
        segment.from += found.bytes;
        this.recount(segment);
      } else if (found.seq < state.cursor.seq) segment.from += found.bytes;
      else if (this.isExpired(found, delivering)) {
        expired.add(found.result.label);
        state.cursor.dropped += 1;
        this.leave(found);
      } else {
        head = found;
        this.found = { entry: found, segment };
      }
    }
    if (expired.total > 0)
      state.notice(`Results older than spool.maxAge were dropped and will not reach Parallax: ${expired}.`);
    return head;
  }

  /** Segments may have been replaced, or are not what they seemed: looks again. */
  forget(): void {
    this.found = null;
  }

  /** The oldest result waits no more. */
  leave({ seq, bytes, result }: Entry): void {
    const [segment] = this.state.segments;
    Object.assign(this.state.cursor, { seq: seq + 1, part: 0 });
    if (segment) {
      segment.from += bytes;
      segment.waiting -= 1;
      if (result.clean) segment.droppable -= 1;
    }
    if (waitingOf(this.state) === 0) this.state.newest.clear();
  }

  private isExpired({ seq, keptAtMs }: Entry, delivering: Entry | null): boolean {
    const { limits, cursor } = this.state;
    const underWay = seq === delivering?.seq || (seq === cursor.seq && cursor.part > 0);
    return limits.maxAgeMs !== null && !underWay && Date.now() - keptAtMs > limits.maxAgeMs;
  }

  private recount(segment: Segment): void {
    Object.assign(segment, { waiting: 0, droppable: 0 });
    for (const found of scanSegment(segment.path, segment.from)) {
      if (isDamage(found) || found.seq < this.state.cursor.seq) continue;
      segment.waiting += 1;
      if (found.result.clean) segment.droppable += 1;
    }
  }
}
