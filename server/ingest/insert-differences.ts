import type { Difference } from '#core/run/difference.ts';
import type { Tally } from '#core/run/tally.ts';
import type { RawTx } from '../scope.ts';

/** Place of a batch: its run, the partition the run lies in, and its chunk (a run in one call is its own chunk 0). */
export type Place = { migrationId: string; runId: string; openedAt: Date; chunk: number };

/**
 * Stores a batch in one statement. One JSON parameter instead of an array a column: the same work for the database, a third of
 * the work for this process (measured: docs/decisions/0080-differences-as-one-parameter.md).
 */
export async function insertDifferences(tx: RawTx, place: Place, differences: readonly Difference[]): Promise<void> {
  if (differences.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO difference (migration_id, run_id, opened_at, chunk, ordinal, class, field, state, key, legacy, target, money, observed_at)
    SELECT ${place.migrationId}::uuid, ${place.runId}::uuid, ${place.openedAt}, ${place.chunk}::int, d.ordinal - 1,
           d.class, d.field, d.state, d.key, d.legacy, d.target, d.money, d."observedAt"
    FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(differences)}::jsonb)
      AS (class text, field text, state text, key jsonb, legacy jsonb, target jsonb, money numeric, "observedAt" timestamptz))
      WITH ORDINALITY AS d (class, field, state, key, legacy, target, money, "observedAt", ordinal)`;
}

/**
 * Stores a numbered chunk with its differences, once: false where the number was there already. `body` is the text that was hashed, in
 * which the differences are: what is stored is what the hash stands for, and it is written only once.
 */
export async function insertChunk(
  tx: RawTx,
  place: Place & { payloadHash: string; tally: Tally; receivedAt: Date },
  { body, count }: { body: string; count: number },
): Promise<boolean> {
  const stored = await tx.$executeRaw`
    WITH new_chunk AS (
      INSERT INTO run_chunk (migration_id, run_id, chunk, payload_hash, stored, tally, received_at)
      VALUES (${place.migrationId}::uuid, ${place.runId}::uuid, ${place.chunk}::int, ${place.payloadHash},
              ${count}::int, ${JSON.stringify(place.tally)}::jsonb, ${place.receivedAt})
      ON CONFLICT (migration_id, run_id, chunk) DO NOTHING
      RETURNING migration_id, run_id, chunk
    )
    INSERT INTO difference (migration_id, run_id, opened_at, chunk, ordinal, class, field, state, key, legacy, target, money, observed_at)
    SELECT c.migration_id, c.run_id, ${place.openedAt}, c.chunk, d.ordinal - 1,
           d.class, d.field, d.state, d.key, d.legacy, d.target, d.money, d."observedAt"
    FROM new_chunk c,
      ROWS FROM (jsonb_to_recordset(${body}::jsonb -> 'differences')
        AS (class text, field text, state text, key jsonb, legacy jsonb, target jsonb, money numeric, "observedAt" timestamptz))
        WITH ORDINALITY AS d (class, field, state, key, legacy, target, money, "observedAt", ordinal)`;
  return stored === count;
}
