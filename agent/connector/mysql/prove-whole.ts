import type { Connection } from 'mysql2';
import { notWhole } from '../not-whole.ts';
import { type Answer, ask } from './ask.ts';

/** How a statement begins whose rows are counted: the server counts what it finds, whatever it then sends of it. */
export const SELECT = 'select sql_calc_found_rows';

/** Runs a statement that begins with `SELECT`, and answers all of its rows or throws. */
export async function askWhole(connection: Connection, sql: string, signal?: AbortSignal): Promise<Answer[]> {
  const rows = await ask(connection, sql, signal);
  await proveWhole(connection, rows.length, signal);
  return rows;
}

/**
 * Holds what arrived of the statement before this one, which began with `SELECT`, against what the server found. A limit of
 * the session or of something in between leaves no other trace: the answer just ends.
 */
export async function proveWhole(connection: Connection, received: number, signal?: AbortSignal): Promise<void> {
  const [[found] = []] = await ask(connection, 'select found_rows()', signal);
  if (Number(found) !== received) throw notWhole(received, Number(found));
}
