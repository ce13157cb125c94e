import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Business } from './generate.ts';
import type { LegacyRow } from './legacy-value.ts';
import { legacyTables } from './tables.ts';

/** Opens the legacy database for writing. WAL, so that the agent reads a quiet snapshot while the business goes on. */
export function openLegacy(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5_000 });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  return db;
}

/** Creates the tables and writes the history, all or nothing. */
export function createLegacy(db: DatabaseSync, business: Business): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec(readFileSync(new URL('legacy.sql', import.meta.url), 'utf8'));
    for (const table of legacyTables) insertLegacy(db, table, business[table]);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/** Inserts rows; the caller holds the transaction. */
export function insertLegacy(db: DatabaseSync, table: string, rows: readonly LegacyRow[]): void {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const insert = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (const row of rows) insert.run(...columns.map((column) => row[column] ?? null));
}
