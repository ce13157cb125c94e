import type { RowBatch, RowStream } from '../row/row-batch.ts';

const EMPTY: RowBatch = { bytes: Buffer.alloc(0), starts: [], ends: [] };

/** A place in the bytes of a batch. */
export type Line = { bytes: Buffer; start: number; end: number };

/** Stands on one row of a stream. Moving on is synchronous within a batch: awaiting every row would cost more than the row. */
export class RowCursor implements Line {
  bytes: Buffer = EMPTY.bytes;
  start = 0;
  end = 0;
  /** False when the stream is over. */
  live = true;
  private readonly batches: AsyncIterator<RowBatch>;
  private batch: RowBatch = EMPTY;
  private index = -1;

  constructor(stream: RowStream) {
    this.batches = stream[Symbol.asyncIterator]();
  }

  /** Steps to the next row of the batch; false: call `load`. */
  step(): boolean {
    this.index += 1;
    const start = this.batch.starts[this.index];
    const end = this.batch.ends[this.index];
    if (start === undefined || end === undefined) return false;
    this.start = start;
    this.end = end;
    return true;
  }

  /** Fetches batches until there is a row to stand on, or none is left. */
  async load(): Promise<void> {
    while (this.live) {
      const next = await this.batches.next();
      if (next.done) {
        this.live = false;
        return;
      }
      this.batch = next.value;
      this.bytes = next.value.bytes;
      this.index = -1;
      if (this.step()) return;
    }
  }

  line(): Line {
    return { bytes: this.bytes, start: this.start, end: this.end };
  }

  /** Lets the database go when the stream is not read to its end. */
  async close(): Promise<void> {
    if (this.live) await this.batches.return?.();
    this.live = false;
  }
}

export function sameBytes(a: Line, b: Line): boolean {
  return a.end - a.start === b.end - b.start && a.bytes.compare(b.bytes, b.start, b.end, a.start, a.end) === 0;
}
