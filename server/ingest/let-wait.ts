import type { AgentActor } from '../actor.ts';
import type { MigrationContext } from '../context.ts';
import { newId } from '../new-id.ts';
import type { RawTx } from '../scope.ts';

/** The key that sent evidence, and the day on which it was received. */
export type Sent = { migrationId: string; keyId: string; day: string; at: Date };

/** Evidence is pushed by keys alone. */
export function sender({ actor }: MigrationContext): AgentActor {
  if (actor.type !== 'agent') throw new Error('Evidence came from somebody who is no key.');
  return actor;
}

type Part = { runId: string; part: 'evidence' | 'correction'; reason: string };

/** Lets a part of a run wait for a second person. The caller holds the dataset's lock. */
export async function letWait(tx: RawTx, sent: Sent, { runId, part, reason }: Part): Promise<void> {
  const lateId = await joinLate(tx, sent);
  await tx.$executeRaw`
    INSERT INTO late_run (migration_id, late_id, run_id, part, reason)
    VALUES (${sent.migrationId}::uuid, ${lateId}::uuid, ${runId}::uuid, ${part}, ${reason})`;
  await tx.$executeRaw`
    UPDATE run_receipt SET
      evidence = CASE ${part}::text WHEN 'evidence' THEN 'waits' ELSE evidence END,
      correction = CASE ${part}::text WHEN 'correction' THEN 'waits' ELSE correction END,
      waits_for = concat_ws('; ', waits_for, ${reason}::text)
    WHERE migration_id = ${sent.migrationId}::uuid AND run_id = ${runId}::uuid`;
}

/** What the key sent on this day and waits. Whoever decides about it waits until this transaction ends, and nobody else does. */
export async function joinLate(tx: RawTx, { migrationId, keyId, day, at }: Sent): Promise<string> {
  for (;;) {
    await tx.$executeRaw`
      INSERT INTO late_evidence (migration_id, id, key_id, key_name, day, opened_at, state)
      SELECT ${migrationId}::uuid, ${newId()}::uuid, k.id, k.name, ${day}::date, ${at}, 'waits' FROM api_key k
      WHERE k.migration_id = ${migrationId}::uuid AND k.id = ${keyId}::uuid
      ON CONFLICT (migration_id, key_id, day) WHERE state = 'waits' DO NOTHING`;
    const [open] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM late_evidence
      WHERE migration_id = ${migrationId}::uuid AND key_id = ${keyId}::uuid AND day = ${day}::date AND state = 'waits'
      FOR SHARE`;
    // None where it was decided about in this very moment.
    if (open) return open.id;
  }
}
