import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable.ts';

const cursorSchema = z.object({
  /** The first result that Parallax has not answered for good, and how many of its calls it has. */
  seq: z.int().positive(),
  part: z.int().nonnegative(),
  /** Since there is this folder. */
  dropped: z.int().nonnegative(),
  refused: z.int().nonnegative(),
});
export type Cursor = z.infer<typeof cursorSchema>;

/** Without a readable cursor everything that is there is sent again: Parallax takes each run once. */
export function loadCursor(folder: string): Cursor {
  const start = { seq: 1, part: 0, dropped: 0, refused: 0 };
  try {
    return cursorSchema.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
  } catch {
    return start;
  }
}

export function saveCursor(folder: string, cursor: Cursor): void {
  writeDurably(fileOf(folder), [Buffer.from(`${JSON.stringify(cursor)}\n`)]);
}

const fileOf = (folder: string) => join(folder, 'cursor.json');
