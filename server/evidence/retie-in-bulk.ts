import { kindOf, kindsThat } from '#core/check/kinds.ts';
import { failuresBefore } from '#core/evidence/failures-before.ts';
import type { RunFigures } from '#core/evidence/figures.ts';
import { seenBefore } from '#core/evidence/tie-count.ts';
import { withWitnesses } from '#core/evidence/with-witnesses.ts';
import { type Count, NO_WITNESSES, WITNESS_AFTER_MS, type Witnesses } from '#core/evidence/witnesses.ts';
import { isSame } from '#core/plan/diff-plan.ts';
import { isOfRows, type Run, runSchema } from '#core/run/schema.ts';
import type { ColumnsOfPlan } from '#core/run/uncompared-columns.ts';
import { msOf } from '#core/time/instant.ts';
import type { RawTx } from '../scope.ts';
import { listSeen, loadSizes } from './load-seen.ts';
import { type CountRow, carriedOf, countOf, loadWitnesses, type Previous } from './load-witnesses.ts';
import { getDataset, witnessedOf } from './retie-runs.ts';
import { believed, carried, tiedCount } from './whole.ts';

const RUNS_AT_ONCE = 500;

type Of = { migrationId: string; datasetId: string };
export type Retied = { runId: string; checkId: string; asOf: Date; before: RunFigures; after: RunFigures };
type Row = { runId: string; checkId: string; asOf: Date; figures: RunFigures; body: unknown };

/**
 * Judges the scans of a dataset again, from as long before `since` as a count of then can be a witness: what `retieRuns` does run by run, in
 * a few statements, and without what follows from it. Gives those that are other ones now.
 */
export async function retieInBulk(tx: RawTx, of: Of, since: Date): Promise<Retied[]> {
  const dataset = await getDataset(tx, of.migrationId, of.datasetId);
  const counted = await retieCounts(tx, of, since, dataset);
  const from = new Date(since.getTime() - WITNESS_AFTER_MS);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT r.run_id AS "runId", r.check_id AS "checkId", r.as_of AS "asOf", r.figures, r.body FROM plan_check c
    JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
    WHERE c.migration_id = ${of.migrationId}::uuid AND c.dataset_id = ${of.datasetId}::uuid
      AND c.kind = ANY (${kindsThat(({ size }) => size !== null)}::text[]) AND ${carried} AND r.as_of >= ${from}
    ORDER BY r.as_of, r.run_id`;
  const counts = await loadCounts(tx, of, from);
  const changed: Retied[] = [];
  let written = 0;
  const newest = new Map<string, Previous>();
  // Since the scan before: counts and checksums that differ.
  let failed: RunFigures[] = [];
  for (const { body, figures, ...row } of rows) {
    const run = runSchema.parse(body);
    if (kindOf(run.kind).size === 'counts') {
      if (figures.verdict === 'mismatch') failed.push(figures);
      continue;
    }
    const ofCheck = { ...of, checkId: row.checkId, kind: run.kind };
    const known = newest.get(row.checkId);
    // The checksums that the first scan reads again may be other ones by now.
    if (!known) written = await rewriteAll(tx, of, changed, written);
    const { previous, failures = [] } = known
      ? {
          previous: carriedOf(known),
          failures: failuresBefore(known.figures, run.kind === 'field_level' ? failed : []),
        }
      : await loadWitnesses(tx, ofCheck, { ...row, receivedAt: new Date(figures.receivedAt) });
    const after = figures.alone
      ? withWitnesses(figures, run, dataset, {
          ...countsAround(counts, row.asOf),
          previous,
          failures,
          sizes: await loadSizes(tx, of, failures, row),
        })
      : figures;
    newest.set(row.checkId, { columns: columnsOf(run, after), figures: after });
    if (run.kind === 'field_level') failed = [];
    if (kindOf(run.kind).finds === 'points' && after.verdict === 'mismatch') failed.push(after);
    if (!isSame(witnessedOf(after), witnessedOf(figures))) changed.push({ ...row, before: figures, after });
  }
  await rewriteAll(tx, of, changed, written);
  return [...counted, ...changed];
}

/** Counts first: scans tie to those that say something. */
async function retieCounts(tx: RawTx, of: Of, since: Date, dataset: ColumnsOfPlan): Promise<Retied[]> {
  const seen = await listSeen(tx, of, since);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT r.run_id AS "runId", r.check_id AS "checkId", r.as_of AS "asOf", r.figures, r.body FROM plan_check c
    JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
    WHERE c.migration_id = ${of.migrationId}::uuid AND c.dataset_id = ${of.datasetId}::uuid AND c.kind = 'record_count'
      AND ${carried} AND r.as_of >= ${since}
    ORDER BY r.as_of, r.run_id`;
  const changed = rows.flatMap(({ body, figures, ...row }): Retied[] => {
    const witnesses = { ...NO_WITNESSES, seen: seenBefore(figures, seen) };
    const after = withWitnesses(figures, runSchema.parse(body), dataset, witnesses);
    return isSame(witnessedOf(after), witnessedOf(figures)) ? [] : [{ ...row, before: figures, after }];
  });
  await rewriteAll(tx, of, changed);
  return changed;
}

/** Those after the first `written`; gives how many are written by now. */
async function rewriteAll(tx: RawTx, of: Of, changed: readonly Retied[], written = 0): Promise<number> {
  for (let at = written; at < changed.length; at += RUNS_AT_ONCE) {
    await rewrite(tx, of, changed.slice(at, at + RUNS_AT_ONCE));
  }
  return changed.length;
}

/** All that say something of a moment from `from` on, oldest first. */
async function loadCounts(tx: RawTx, of: Of, from: Date): Promise<Count[]> {
  const rows = await tx.$queryRaw<CountRow[]>`
    SELECT r.as_of AS "asOf", r.figures -> 'recordCount' AS counted FROM plan_check c
    JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
    WHERE c.migration_id = ${of.migrationId}::uuid AND c.dataset_id = ${of.datasetId}::uuid AND c.kind = 'record_count'
      AND ${tiedCount} AND ${believed} AND r.as_of >= coalesce((
        SELECT r.as_of FROM plan_check c JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
        WHERE c.migration_id = ${of.migrationId}::uuid AND c.dataset_id = ${of.datasetId}::uuid AND c.kind = 'record_count'
          AND ${tiedCount} AND ${believed} AND r.as_of < ${from} ORDER BY r.as_of DESC OFFSET 1 LIMIT 1), '-infinity')
    ORDER BY r.as_of, r.run_id`;
  return rows.map(countOf);
}

/** The two before a moment and the two after it, as `loadWitnesses` reads them. */
function countsAround(counts: readonly Count[], asOf: Date): Pick<Witnesses, 'before' | 'after'> {
  const next = counts.findIndex((count) => msOf(count.asOf) > asOf.getTime());
  const split = next === -1 ? counts.length : next;
  return {
    before: counts.slice(Math.max(0, split - 2), split),
    after: counts.slice(split, split + 2).filter((count) => msOf(count.asOf) <= asOf.getTime() + WITNESS_AFTER_MS),
  };
}

/** Columns that a run knew, as `loadWitnesses` reads them. */
function columnsOf(run: Run, figures: RunFigures): string[] {
  if (!isOfRows(run)) return [];
  const known = [...run.fields, ...run.columns].map(({ name }) => name);
  return [...new Set([...known, ...(figures.fields?.neverCompared ?? [])])];
}

async function rewrite(tx: RawTx, { migrationId }: Of, retied: readonly Retied[]): Promise<void> {
  const rows = retied.map(({ runId, after }) => ({ runId, verdict: after.verdict, text: after.text, figures: after }));
  await tx.$executeRaw`
    UPDATE run r SET verdict = c.verdict, text = c.text, figures = c.figures
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c ("runId" uuid, verdict text, text text, figures jsonb)
    JOIN run_receipt t ON t.migration_id = ${migrationId}::uuid AND t.run_id = c."runId"
    WHERE r.migration_id = t.migration_id AND r.run_id = t.run_id AND r.opened_at = t.opened_at`;
}
