const NEWLINE = 10;

/**
 * Rows on their way from a database, as lines of PostgreSQL's COPY text format: fields between tabs, `\N` for null, everything
 * special escaped. Equal rows are equal bytes, so most rows are never taken apart.
 */
export type RowBatch = {
  readonly bytes: Buffer;
  /** Where each line begins and ends (without its newline) in `bytes`. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};

export type RowStream = AsyncIterable<RowBatch>;

/** Cuts whole lines, each ended by a newline, into a batch. */
export function batchOfLines(bytes: Buffer): RowBatch {
  const starts: number[] = [];
  const ends: number[] = [];
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
    starts.push(start);
    ends.push(end);
    start = end + 1;
  }
  return { bytes, starts, ends };
}
