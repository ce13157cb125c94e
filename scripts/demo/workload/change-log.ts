import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { LegacyTable } from '../business/generate.ts';
import type { LegacyRow } from '../business/legacy-value.ts';
import { legacyTables, tables } from '../business/tables.ts';

const entrySchema = z.object({
  CHG_NO: z.number(),
  TBL: z.enum(legacyTables),
  ROW_KEY: z.string(),
  CHG_MS: z.number(),
});
export type Change = z.infer<typeof entrySchema>;

/** Notes that a row changed; belongs into the transaction of the change. */
export function logChange(db: DatabaseSync, table: LegacyTable, row: LegacyRow, now: number, delayMs: number): void {
  const key = tables[table].legacyKey.map((column) => row[column]);
  db.prepare('INSERT INTO CHG_LOG (TBL, ROW_KEY, CHG_MS, DUE_MS) VALUES (?, ?, ?, ?)').run(
    table,
    JSON.stringify(key),
    now,
    now + delayMs,
  );
}

/** Changes that the target may have by now, in the order in which they become due, which is not that of their making. */
export function dueChanges(db: DatabaseSync, now: number, limit: number): Change[] {
  const rows = db
    .prepare('SELECT CHG_NO, TBL, ROW_KEY, CHG_MS FROM CHG_LOG WHERE DUE_MS <= ? ORDER BY DUE_MS, CHG_NO LIMIT ?')
    .all(now, limit);
  return z.array(entrySchema).parse(rows);
}

/** The row as it is now. Carrying states instead of steps makes late, early and repeated delivery end in the same row. */
export function changedRow(db: DatabaseSync, change: Change): LegacyRow | undefined {
  const where = tables[change.TBL].legacyKey.map((column) => `${column} = ?`).join(' AND ');
  const key = z.array(z.union([z.string(), z.number()])).parse(JSON.parse(change.ROW_KEY));
  return db.prepare(`SELECT * FROM ${change.TBL} WHERE ${where}`).get(...key);
}

export function forgetChanges(db: DatabaseSync, numbers: readonly number[]): void {
  db.prepare('DELETE FROM CHG_LOG WHERE CHG_NO IN (SELECT value FROM json_each(?))').run(JSON.stringify(numbers));
}
