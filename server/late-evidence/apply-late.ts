import { AppError } from '#core/errors.ts';
import { daysBeforeStart, type LateChanges, lateChanges } from '#core/late-evidence/late-changes.ts';
import { dayOf } from '#core/time/day.ts';
import type { MigrationContext } from '../context.ts';
import { lockDataset } from '../ingest/finish-run.ts';
import type { Tx } from '../scope.ts';
import type { SentBy } from './late-makers.ts';
import { listMinutes, listParts } from './list-parts.ts';
import { loadPast } from './load-past.ts';
import { placeLate } from './place-late.ts';

/** What a key sent on a day, as it is decided about. */
export type Late = SentBy & { keyName: string; timeZone: string; startedAt: Date };

/**
 * Locks what waits, so that nothing joins it any more, and the datasets it belongs to, in the order in which runs do. `seen`: how many
 * results and minutes the person was shown; null: they are not asked.
 */
export async function lockLate(tx: Tx, ctx: MigrationContext, lateId: string, seen: number | null): Promise<Late> {
  const { migrationId } = ctx;
  const datasets = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT c.dataset_id AS id FROM (
      SELECT t.check_id FROM late_run l JOIN run_receipt t ON t.migration_id = l.migration_id AND t.run_id = l.run_id
      WHERE l.migration_id = ${migrationId}::uuid AND l.late_id = ${lateId}::uuid
      UNION SELECT m.check_id FROM late_minute m WHERE m.migration_id = ${migrationId}::uuid AND m.late_id = ${lateId}::uuid) part
    JOIN plan_check c ON c.migration_id = ${migrationId}::uuid AND c.id = part.check_id
    ORDER BY 1`;
  for (const { id } of datasets) await lockDataset(tx, id);
  const [late] = await tx.$queryRaw<(Late & { state: string })[]>`
    SELECT l.id, l.key_id AS "keyId", l.key_name AS "keyName", l.opened_at AS "openedAt", l.state,
           k.created_by_id AS "makerId", k.behind_id AS "behindId", m.time_zone AS "timeZone",
           m.created_at AS "startedAt"
    FROM late_evidence l
    JOIN migration m ON m.id = l.migration_id
    LEFT JOIN api_key k ON k.migration_id = l.migration_id AND k.id = l.key_id
    WHERE l.migration_id = ${migrationId}::uuid AND l.id = ${lateId}::uuid FOR UPDATE OF l`;
  if (!late) throw new AppError('NOT_FOUND', 'There is no such late evidence in this migration.');
  if (late.state !== 'waits') throw new AppError('CONFLICT', `This evidence no longer waits: it was ${late.state}.`);
  if (seen !== null && seen !== (await countParts(tx, migrationId, lateId))) {
    throw new AppError('CONFLICT', 'More has come with it since you looked. Look again.');
  }
  return late;
}

export async function countParts(tx: Tx, migrationId: string, lateId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: bigint }[]>`
    SELECT (SELECT count(*) FROM late_run WHERE migration_id = ${migrationId}::uuid AND late_id = ${lateId}::uuid)
         + (SELECT coalesce(sum(versions), 0) FROM late_minute WHERE migration_id = ${migrationId}::uuid AND late_id = ${lateId}::uuid) AS count`;
  return Number(row?.count ?? 0);
}

/** Lets it count, and says what that changes. The caller has locked it. */
export async function applyLate(tx: Tx, ctx: MigrationContext, late: Late): Promise<LateChanges> {
  const { migrationId } = ctx;
  const parts = await listParts(tx, migrationId, late.id);
  const minutes = await listMinutes(tx, migrationId, late.id);
  const datasetIds = [...new Set([...parts, ...minutes].map(({ datasetId }) => datasetId))].sort();
  const days = parts.flatMap(({ day, old }) => [day, ...(old ? [old.day] : [])]);
  const firstDay = days.toSorted()[0];
  const now = ctx.now();
  const past = async () =>
    firstDay === undefined ? { days: [], spans: [] } : await loadPast(tx, migrationId, { datasetIds, firstDay, now });
  const before = await past();
  await settle(tx, migrationId, late.id, 'counts');
  await placeLate(tx, migrationId, late.id, late.timeZone);
  const early = daysBeforeStart(days, dayOf(late.startedAt.getTime(), late.timeZone));
  return { ...lateChanges(datasetIds, before, await past()), ...(early && { beforeStart: early }) };
}

/** What waited counts, or was refused. */
export async function settle(tx: Tx, migrationId: string, lateId: string, as: 'counts' | 'refused'): Promise<void> {
  await tx.$executeRaw`
    UPDATE run_receipt t SET
      evidence = CASE WHEN l.evidence THEN ${as}::text ELSE t.evidence END,
      correction = CASE WHEN l.correction THEN ${as}::text ELSE t.correction END
    FROM (SELECT run_id, bool_or(part = 'evidence') AS evidence, bool_or(part = 'correction') AS correction FROM late_run
          WHERE migration_id = ${migrationId}::uuid AND late_id = ${lateId}::uuid GROUP BY run_id) l
    WHERE t.migration_id = ${migrationId}::uuid AND t.run_id = l.run_id`;
}
