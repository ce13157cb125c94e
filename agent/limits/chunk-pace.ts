/** What a first chunk reads: enough to measure by, and a table no larger is read in one statement. */
const FIRST_ROWS = 100_000;
const LEAST_ROWS = 100;
/** How much of the average is what was known before, as in pt-table-checksum. */
const KEEP = 0.75;
/** A chunk is at most this many times as large as the one before: a lucky measurement must not let a huge one through. */
const MAX_GROWTH = 4;

/**
 * How many rows the next chunk may have so that it takes about `targetMs`: an exponentially weighted average of the rows a
 * millisecond measured so far, so that it follows a source that becomes slower or faster.
 */
export class ChunkPace {
  private readonly targetMs: number;
  private readonly maxRows: number;
  private rows: number;
  private weightedRows = 0;
  private weightedMs = 0;

  /** `maxRows`: what the cap on rows a second allows in one go. */
  constructor(targetMs: number, maxRows = Number.POSITIVE_INFINITY) {
    this.targetMs = targetMs;
    this.maxRows = Math.max(1, Math.floor(maxRows));
    this.rows = Math.min(FIRST_ROWS, this.maxRows);
  }

  next(): number {
    return this.rows;
  }

  /** What a chunk of `rows` asked for took. */
  took(rows: number, ms: number): void {
    this.weightedRows = this.weightedRows * KEEP + rows;
    this.weightedMs = this.weightedMs * KEEP + Math.max(ms, 0.1);
    const wanted = Math.floor((this.weightedRows / this.weightedMs) * this.targetMs);
    this.rows = Math.min(Math.max(wanted, LEAST_ROWS), rows * MAX_GROWTH, this.maxRows);
  }
}
