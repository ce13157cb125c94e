import { type CheckLedger, EMPTY_LEDGER, type LedgerDay, ledgerOf, withDay } from '#core/evidence/check-ledger.ts';
import { addRunToDay, dayOfRuns, isNewer, newerStanding } from '#core/evidence/day.ts';
import type { DayFigures, RunFigures } from '#core/evidence/figures.ts';
import { latestOf } from '#core/evidence/latest-of.ts';
import { standing } from '../run/standing.ts';
import type { RawTx } from '../scope.ts';
import { believed } from './whole.ts';

/** The check a run belongs to, as far as its rollups need it. */
export type RolledCheck = { migrationId: string; checkId: string; timeZone: string };

/**
 * Merges a run into the day of its watermark, and into check_latest if it speaks for the check (`latestOf`). Both are merged in any order:
 * late evidence re-evaluates its own day and overwrites nothing newer. The caller holds the dataset's lock.
 */
export async function placeEvidence(tx: RawTx, check: RolledCheck, figures: RunFigures): Promise<void> {
  const { migrationId, checkId } = check;
  const [stored] = await tx.$queryRaw<
    { latest: RunFigures | null; standing: RunFigures | null; ledger: CheckLedger | null; day: DayFigures | null }[]
  >`
    SELECT l.figures AS latest, l.standing, l.ledger,
      (SELECT figures FROM check_day
       WHERE migration_id = ${migrationId}::uuid AND check_id = ${checkId}::uuid AND day = ${figures.day}::date) AS day
    FROM (VALUES (1)) AS one
    LEFT JOIN check_latest l ON l.migration_id = ${migrationId}::uuid AND l.check_id = ${checkId}::uuid`;
  const day = addRunToDay(stored?.day ?? null, figures, check.timeZone);
  await storeDay(tx, check, figures.day, day);
  const isDoubted = [figures, stored?.latest].some((run) => run?.clockDoubt !== undefined);
  const newest = isDoubted ? await findLatest(tx, check) : newerOf(stored?.latest ?? null, figures);
  const ledger = withDay(stored?.ledger ?? EMPTY_LEDGER, { day: figures.day, figures: day }, check.timeZone);
  await storeLatest(tx, check, newest, ledger, newerStanding(stored?.standing ?? stored?.latest ?? null, figures));
}

/** Some days of a check and its newest run made anew, from all its runs that stand: where one was taken back, or counts from now on. */
export async function replaceDays(tx: RawTx, check: RolledCheck, days: Iterable<string>): Promise<void> {
  for (const day of days) {
    await storeDay(tx, check, day, dayOfRuns(await listStanding(tx, check, day), check.timeZone));
  }
  await storeLatest(
    tx,
    check,
    await findLatest(tx, check),
    ledgerOf(await listDays(tx, check), check.timeZone),
    await findNewestFull(tx, check),
  );
}

async function listDays(tx: RawTx, { migrationId, checkId }: RolledCheck): Promise<LedgerDay[]> {
  return await tx.$queryRaw<LedgerDay[]>`
    SELECT day::text AS day, jsonb_build_object('wholeUntil', figures -> 'wholeUntil', 'heardUntil', figures -> 'heardUntil',
                                                'lateAt', figures -> 'lateAt') AS figures
    FROM check_day WHERE migration_id = ${migrationId}::uuid AND check_id = ${checkId}::uuid ORDER BY day`;
}

async function listStanding(tx: RawTx, { migrationId, checkId }: RolledCheck, day: string): Promise<RunFigures[]> {
  const rows = await tx.$queryRaw<{ figures: RunFigures }[]>`
    SELECT r.figures FROM run r
    WHERE r.migration_id = ${migrationId}::uuid AND r.check_id = ${checkId}::uuid AND r.day = ${day}::date
      AND r.state = 'completed'
      AND ${standing}`;
  return rows.map(({ figures }) => figures);
}

const newerOf = (known: RunFigures | null, run: RunFigures) => (known && !isNewer(run, known) ? known : run);

/** As `latestOf` says. A doubted run is placed by its receipt. */
async function findLatest(tx: RawTx, { migrationId, checkId }: RolledCheck): Promise<RunFigures | null> {
  const [newest] = await tx.$queryRaw<{ figures: RunFigures }[]>`
    SELECT r.figures FROM run r
    WHERE r.migration_id = ${migrationId}::uuid AND r.check_id = ${checkId}::uuid AND r.as_of IS NOT NULL AND ${believed}
    ORDER BY r.as_of DESC, r.run_id DESC LIMIT 1`;
  const heard = newest ? new Date(newest.figures.receivedAt) : new Date(0);
  const [doubted] = await tx.$queryRaw<{ figures: RunFigures }[]>`
    SELECT r.figures FROM run r
    WHERE r.migration_id = ${migrationId}::uuid AND r.check_id = ${checkId}::uuid AND r.as_of >= ${heard}
      AND r.state = 'completed' AND r.figures ->> 'clockDoubt' IS NOT NULL AND ${standing}
    ORDER BY r.as_of DESC, r.run_id DESC LIMIT 1`;
  return latestOf(newest?.figures ?? null, doubted?.figures ?? null);
}

/** As `stands` says. */
async function findNewestFull(tx: RawTx, { migrationId, checkId }: RolledCheck): Promise<RunFigures | null> {
  const [row] = await tx.$queryRaw<{ figures: RunFigures }[]>`
    SELECT r.figures FROM run r
    WHERE r.migration_id = ${migrationId}::uuid AND r.check_id = ${checkId}::uuid AND r.as_of IS NOT NULL AND ${believed}
      AND r.figures ->> 'method' = 'full' AND r.figures -> 'window' = 'null'
      AND (r.verdict = 'mismatch' OR (
        r.verdict <> 'not_evaluated' AND r.figures ->> 'skippedChunks' = '0' AND r.figures -> 'shortfalls' = '[]'
        AND r.figures #>> '{size,untied}' IS NULL AND coalesce(r.figures #> '{fields,neverCompared}', '[]') IN ('[]', 'null')
        AND coalesce(r.figures #> '{segments,neverCompared}', '[]') = '[]'))
    ORDER BY r.as_of DESC, r.run_id DESC LIMIT 1`;
  return row?.figures ?? null;
}

async function storeDay(
  tx: RawTx,
  { migrationId, checkId }: RolledCheck,
  day: string,
  figures: DayFigures | null,
): Promise<void> {
  if (figures === null) {
    await tx.$executeRaw`
      DELETE FROM check_day WHERE migration_id = ${migrationId}::uuid AND check_id = ${checkId}::uuid AND day = ${day}::date`;
    return;
  }
  await tx.$executeRaw`
    INSERT INTO check_day (migration_id, check_id, day, figures)
    VALUES (${migrationId}::uuid, ${checkId}::uuid, ${day}::date, ${JSON.stringify(figures)}::jsonb)
    ON CONFLICT (migration_id, check_id, day) DO UPDATE SET figures = excluded.figures`;
}

async function storeLatest(
  tx: RawTx,
  { migrationId, checkId }: RolledCheck,
  figures: RunFigures | null,
  ledger: CheckLedger,
  newestStanding: RunFigures | null,
): Promise<void> {
  if (figures === null) {
    await tx.$executeRaw`
      DELETE FROM check_latest WHERE migration_id = ${migrationId}::uuid AND check_id = ${checkId}::uuid`;
    return;
  }
  const standing = newestStanding?.runId === figures.runId ? null : newestStanding;
  await tx.$executeRaw`
    INSERT INTO check_latest (migration_id, check_id, run_id, as_of, received_at, due_at, verdict, text, figures, standing, ledger)
    VALUES (${migrationId}::uuid, ${checkId}::uuid, ${figures.runId}::uuid, ${figures.asOf}::timestamptz,
            ${figures.receivedAt}::timestamptz, ${figures.dueAt}::timestamptz, ${figures.verdict}, ${figures.text},
            ${JSON.stringify(figures)}::jsonb, ${standing && JSON.stringify(standing)}::jsonb, ${JSON.stringify(ledger)}::jsonb)
    ON CONFLICT (migration_id, check_id) DO UPDATE SET
      run_id = excluded.run_id, as_of = excluded.as_of, received_at = excluded.received_at, due_at = excluded.due_at,
      verdict = excluded.verdict, text = excluded.text, figures = excluded.figures, standing = excluded.standing,
      ledger = excluded.ledger`;
}
