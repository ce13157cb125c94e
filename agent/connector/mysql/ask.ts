import type { Connection } from 'mysql2';
import { z } from 'zod';

/** Values as text in UTF-8, null as null. */
export type Answer = readonly (string | null)[];

const typeCast = (field: { buffer(): Buffer | null }) => field.buffer()?.toString('utf8') ?? null;
const answersSchema = z.array(z.array(z.string().nullable()));

/**
 * Runs one statement and waits for all of its rows: for answers that are known to be small. The driver says nothing about a
 * statement whose connection is dropped: whoever may drop it hands a signal in.
 */
export function ask(connection: Connection, sql: string, signal?: AbortSignal): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const onAbort = () => reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    connection.query({ sql, rowsAsArray: true, typeCast }, (error, rows: unknown) => {
      signal?.removeEventListener('abort', onAbort);
      if (error) reject(error);
      // A statement without rows answers with what it did.
      else resolve(Array.isArray(rows) ? answersSchema.parse(rows) : []);
    });
  });
}

/** The same, each row by the names of its columns: for statements whose columns are many and not always the same. */
export function askRecords(connection: Connection, sql: string): Promise<ReadonlyMap<string, string | null>[]> {
  return new Promise((resolve, reject) => {
    connection.query({ sql, rowsAsArray: true, typeCast }, (error, rows: unknown, fields) => {
      if (error) return void reject(error);
      const names = (fields ?? []).map((field) => field.name);
      resolve(answersSchema.parse(rows).map((row) => new Map(row.map((value, i) => [names[i] ?? '', value]))));
    });
  });
}
