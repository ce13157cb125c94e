import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const QUIET_MS = 60_000;

const linkSchema = z.object({
  LNK_GUID: z.string(),
  PTNR_NO: z.number(),
  SUB_NO: z.number().nullable(),
  CMPGN: z.string(),
  TGT_URL: z.string(),
});

const numberSchema = z.object({ n: z.number() });

/** What the business looks up all day, read once at start. */
export function knownRows(db: DatabaseSync) {
  const numbers = (sql: string) =>
    z
      .array(numberSchema)
      .parse(db.prepare(sql).all())
      .map(({ n }) => n);
  return {
    links: z.array(linkSchema).parse(db.prepare('SELECT * FROM LNK WHERE ACTV = 1').all()),
    partnerNos: numbers('SELECT PTNR_NO AS n FROM PTNR WHERE ACTV = 1'),
    registrationNos: numbers('SELECT REG_NO AS n FROM REGIS'),
  };
}
export type KnownRows = ReturnType<typeof knownRows>;

export function nextNumber(db: DatabaseSync, table: string, column: string): number {
  return numberSchema.parse(db.prepare(`SELECT MAX(${column}) + 1 AS n FROM ${table}`).get()).n;
}

/**
 * Nobody does the same thing twice within a minute. It keeps rows from being in flight at both reads of a re-read, which would
 * look like a difference that lasts.
 */
export class Recently {
  readonly #seen = new Map<string, number>();

  /** True once a minute per key. */
  first(key: string, now: number): boolean {
    if (now - (this.#seen.get(key) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return false;
    this.#seen.delete(key);
    this.#seen.set(key, now);
    for (const [old, at] of this.#seen) {
      if (now - at < QUIET_MS) break;
      this.#seen.delete(old);
    }
    return true;
  }
}
