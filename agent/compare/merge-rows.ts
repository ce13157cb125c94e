import type { RowStream } from '../row/row-batch.ts';
import { type Field, rowFields } from '../row/row-line.ts';
import { UserError } from '../user-error.ts';
import { compareKeys, type KeyShape } from './compare-keys.ts';
import { type Line, RowCursor, sameBytes } from './row-cursor.ts';

/** More rows than this under one key are no key. */
const MAX_ROWS_OF_A_KEY = 100_000;

/** The rows of one key that are not alike on both sides, as they were read. */
export type UnlikeRows = {
  legacy: Field[][];
  target: Field[][];
  /** How many pairs of this key were alike, and are not in the lists. */
  pairedBefore: number;
};

export type MergeOptions = {
  shape: KeyShape;
  /** A key may occur more than once on a side. */
  repeats: boolean;
  signal: AbortSignal;
  onUnlike: (rows: UnlikeRows) => Promise<void> | undefined;
  /**
   * Asked first about two rows of one key, where keys do not repeat. `identical` and `counted`: that was all. `unlike`: the
   * rows are read and handed to `onUnlike`.
   */
  onPair: (legacy: Line, target: Line) => 'identical' | 'counted' | 'unlike';
};

/**
 * Reads two streams in key order side by side. Equal rows are equal bytes and are only counted; everything else is handed on,
 * one key at a time. Nothing is kept: memory does not depend on the number of rows.
 */
export async function mergeRows(legacy: RowStream, target: RowStream, options: MergeOptions): Promise<number> {
  const left = new RowCursor(legacy);
  const right = new RowCursor(target);
  const { shape } = options;
  let identical = 0;
  let last: Line | undefined;
  let run = 0;
  try {
    await Promise.all([left.load(), right.load()]);
    while (left.live || right.live) {
      if (left.live && right.live && sameBytes(left, right)) {
        identical += 1;
        if (options.repeats) run = last && compareKeys(shape, last, left) === 0 ? run + 1 : 1;
        last = left.line();
        if (!left.step()) await left.load();
        if (!right.step()) await right.load();
        continue;
      }
      options.signal.throwIfAborted();
      const order = !left.live ? 1 : !right.live ? -1 : compareKeys(shape, left, right);
      const key = order <= 0 ? left.line() : right.line();
      if (order === 0 && !options.repeats) {
        const found = options.onPair(left, right);
        if (found !== 'unlike') {
          if (found === 'identical') identical += 1;
          last = key;
          if (!left.step()) await left.load();
          if (!right.step()) await right.load();
          continue;
        }
      }
      const since = last ? compareKeys(shape, key, last) : 1;
      if (since < 0) throw new Error('The rows did not arrive in the order of their keys.');
      const rows = {
        legacy: order <= 0 ? await gather(left, shape, key) : [],
        target: order >= 0 ? await gather(right, shape, key) : [],
        pairedBefore: since === 0 ? run : 0,
      };
      last = key;
      run = rows.pairedBefore;
      await options.onUnlike(rows);
    }
  } finally {
    await Promise.all([left.close(), right.close()]);
  }
  return identical;
}

async function gather(cursor: RowCursor, shape: KeyShape, key: Line): Promise<Field[][]> {
  const rows: Field[][] = [];
  do {
    rows.push(rowFields(cursor.bytes.toString('utf8', cursor.start, cursor.end)));
    if (rows.length > MAX_ROWS_OF_A_KEY) {
      throw new UserError(
        `More than ${MAX_ROWS_OF_A_KEY} rows share the key ${JSON.stringify(rows[0]?.slice(0, shape.keyColumns))}: these columns are no key. Declare other keyColumns.`,
      );
    }
    if (!cursor.step()) await cursor.load();
  } while (cursor.live && compareKeys(shape, cursor, key) === 0);
  return rows;
}
