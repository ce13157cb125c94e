import { z } from 'zod';
import { kindOf, kindsThat } from '#core/check/kinds.ts';
import { judgedBy } from '#core/dataset/in-force.ts';
import { columnSchema, criticalitySchema, declaredDatasetSchema } from '#core/dataset/schema.ts';
import { severityOfCriticality } from '#core/discrepancy/severity.ts';
import type { RunFigures } from '#core/evidence/figures.ts';
import { type Proof, proofsOfRun } from '#core/evidence/proofs-of-run.ts';
import { takesOver } from '#core/evidence/takes-over.ts';
import { SHOWN_MS } from '#core/evidence/tie-count.ts';
import { withWitnesses } from '#core/evidence/with-witnesses.ts';
import { WITNESS_AFTER_MS } from '#core/evidence/witnesses.ts';
import { isSame } from '#core/plan/diff-plan.ts';
import { runSchema } from '#core/run/schema.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { insertProofs, type PlacedRun } from '../discrepancy/insert-groups.ts';
import { listOpenAt } from '../discrepancy/place-findings.ts';
import { refoldTimelines } from '../discrepancy/refold-timelines.ts';
import { rejudgeMismatches } from '../discrepancy/rejudge-mismatches.ts';
import type { RawTx } from '../scope.ts';
import { loadWitnesses } from './load-witnesses.ts';
import { type RolledCheck, replaceDays } from './place-evidence.ts';
import { believed, carried, countingRows, tiedCount, wholeCount } from './whole.ts';

/** The check a run belongs to, as far as it says something about others. */
export type RetiedCheck = RolledCheck & { datasetId: string };

/**
 * Judges again the runs about which a run that was placed or withdrawn says something: the counts that came before it arrived and are later
 * ones, the scans around a count, and those of the same check. Afterwards everything is as if all had come in order. Gives the ids of
 * discrepancies that changed.
 */
export async function retieRuns(
  tx: RawTx,
  around: RetiedCheck & { figures: Pick<RunFigures, 'asOf' | 'runId' | 'kind'> },
): Promise<string[]> {
  const { size } = kindOf(around.figures.kind);
  if (size === null) return [];
  return await (size === 'counts' ? retieAround : retieNext)(tx, around);
}

type RetieCause = RetiedCheck & { figures: Pick<RunFigures, 'asOf' | 'runId'> };
type Row = {
  runId: string;
  checkId: string;
  kind: RunFigures['kind'];
  asOf: Date;
  receivedAt: Date;
  figures: RunFigures;
  body: unknown;
};

const columns = Prisma.sql`r.run_id AS "runId", r.check_id AS "checkId", r.kind, r.as_of AS "asOf", r.received_at AS "receivedAt",
  r.figures, r.body`;

/** Runs that say something of a whole dataset, and that `which` is true of. */
const sized = (of: Omit<RetiedCheck, 'checkId'>, which: Prisma.Sql) => Prisma.sql`
  SELECT ${columns} FROM plan_check c
  JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
  WHERE c.migration_id = ${of.migrationId}::uuid AND c.dataset_id = ${of.datasetId}::uuid
    AND ${countingRows} AND ${carried}
    AND r.figures -> 'alone' IS NOT NULL AND (${which})`;

/** Counts that may be held against what was seen at a moment (`seenBefore`): until another one was received long enough before them. */
function laterCounts({ migrationId, datasetId, figures: { asOf, runId } }: RetieCause): Prisma.Sql {
  const after = Prisma.sql`${wholeCount} AND (r.as_of, r.run_id) > (${asOf}::timestamptz, ${runId}::uuid)`;
  return Prisma.sql`c.kind = 'record_count' AND ${after} AND r.received_at < (
    SELECT r.received_at FROM plan_check c JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
    WHERE c.migration_id = ${migrationId}::uuid AND c.dataset_id = ${datasetId}::uuid AND c.kind = 'record_count' AND ${believed}
      AND ${after} ORDER BY r.as_of, r.run_id LIMIT 1) + make_interval(secs => ${SHOWN_MS / 1_000})`;
}

/** A count is a witness of the scans up to the second count before and after it. */
function scansAround({ figures, ...of }: RetieCause): Prisma.Sql {
  const at = new Date(figures.asOf);
  const counts = Prisma.sql`
    SELECT r.as_of FROM run r WHERE r.migration_id = ${of.migrationId}::uuid AND r.check_id = ${of.checkId}::uuid
      AND ${tiedCount} AND ${believed} AND r.run_id <> ${figures.runId}::uuid`;
  return Prisma.sql`c.kind <> 'record_count' AND r.as_of >= ${new Date(at.getTime() - WITNESS_AFTER_MS)}
    AND r.as_of >= coalesce((${counts} AND r.as_of <= ${at} ORDER BY r.as_of DESC OFFSET 1 LIMIT 1), '-infinity')
    AND r.as_of <= coalesce((${counts} AND r.as_of >= ${at} ORDER BY r.as_of OFFSET 1 LIMIT 1), 'infinity')`;
}

/** Scans after a moment that saw fewer rows than one that failed before them: what is counted in between may answer it, or not any more. */
function heldScans({ figures: { asOf, runId } }: RetieCause): Prisma.Sql {
  return Prisma.sql`c.kind = ANY (${kindsThat(({ size, finds }) => size === 'scan' && finds !== 'none')}::text[]) AND (r.as_of, r.run_id) > (${asOf}::timestamptz, ${runId}::uuid)
    AND r.figures -> 'larger' IS NOT NULL`;
}

/** Counts first: scans tie to those that say something. */
async function retieAround(tx: RawTx, around: RetieCause): Promise<string[]> {
  // Not one condition with OR: that would read every run of the dataset.
  const rows = await tx.$queryRaw<Row[]>`
    ${sized(around, laterCounts(around))} UNION ALL ${sized(around, scansAround(around))}
    UNION ALL ${sized(around, heldScans(around))} ORDER BY "asOf", "runId"`;
  const next = await nextOf(tx, around, 'record_count');
  const counts = rows.filter(isCount);
  const scans = [...rows, ...next].filter((row) => !isCount(row)).sort(byTime);
  const counted = await retieEach(tx, around, counts);
  if (counted.rows.length === 0) return [...counted.ids, ...(await retieChains(tx, around, scans))];
  const changed = await retieScans(tx, [around, ...counted.rows.map((row) => ofRow(around, row))]);
  return [...counted.ids, ...changed, ...(await retieChains(tx, around, scans))];
}

/** Those around any of these counts. */
async function retieScans(tx: RawTx, counts: readonly [RetieCause, ...RetieCause[]]): Promise<string[]> {
  const [of] = counts;
  const scans = counts.flatMap((count) => [sized(count, scansAround(count)), sized(count, heldScans(count))]);
  const rows = await tx.$queryRaw<Row[]>`${Prisma.join(scans, ' UNION ALL ')} ORDER BY "asOf", "runId"`;
  return await retieChains(tx, of, rows);
}

/** Scans in order of time, and those after one that is another one now, to which it passes on what it leaves unanswered. */
async function retieChains(tx: RawTx, of: RetiedCheck, rows: readonly Row[]): Promise<string[]> {
  const ids: string[] = [];
  const waiting = [...rows];
  for (let row = waiting.shift(); row; row = waiting.shift()) {
    const changed = await retieRun(tx, of, row);
    if (!changed) continue;
    ids.push(...changed);
    const next = await nextOf(tx, ofRow(of, row), row.kind);
    const known = new Set(next.map(({ runId }) => runId));
    waiting.splice(0, waiting.length, ...[...waiting.filter(({ runId }) => !known.has(runId)), ...next].sort(byTime));
  }
  return ids;
}

const byTime = (a: Row, b: Row) => a.asOf.getTime() - b.asOf.getTime() || (a.runId < b.runId ? -1 : 1);

/** The next run of the same check; after a count or checksum the next field-level one as well. */
async function nextOf(tx: RawTx, after: RetieCause, kind: RunFigures['kind']): Promise<Row[]> {
  const next = (which: Prisma.Sql) => Prisma.sql`(
    SELECT ${columns} FROM plan_check c
    JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
    WHERE c.migration_id = ${after.migrationId}::uuid AND c.dataset_id = ${after.datasetId}::uuid AND ${which} AND ${carried}
      AND r.figures -> 'alone' IS NOT NULL
      AND (r.as_of, r.run_id) > (${after.figures.asOf}::timestamptz, ${after.figures.runId}::uuid)
    ORDER BY r.as_of, r.run_id LIMIT 1)`;
  const same = next(Prisma.sql`c.id = ${after.checkId}::uuid`);
  if (kindOf(kind).finds !== 'points') return await tx.$queryRaw<Row[]>`${same}`;
  return await tx.$queryRaw<Row[]>`${same} UNION ALL ${next(Prisma.sql`c.kind = 'field_level'`)}`;
}

const isCount = ({ kind }: Row) => kindOf(kind).size === 'counts';

const ofRow = (of: RetiedCheck, { checkId, asOf, runId }: Row): RetieCause => ({
  ...of,
  checkId,
  figures: { asOf: asOf.toISOString(), runId },
});

/** Gives the runs that are other ones now, and the ids of discrepancies that changed. */
async function retieEach(tx: RawTx, of: RetiedCheck, rows: readonly Row[]): Promise<{ rows: Row[]; ids: string[] }> {
  const changed: { rows: Row[]; ids: string[] } = { rows: [], ids: [] };
  for (const row of rows) {
    const ids = await retieRun(tx, of, row);
    if (!ids) continue;
    changed.rows.push(row);
    changed.ids.push(...ids);
  }
  return changed;
}

/** A run is a witness of the one after it, which may then be another one of the next; and of the counts that are later ones. */
async function retieNext(
  tx: RawTx,
  { figures, ...of }: RetieCause & { figures: Pick<RunFigures, 'kind'> },
): Promise<string[]> {
  const around = { ...of, figures };
  const rows = await tx.$queryRaw<Row[]>`
    ${sized(of, laterCounts(around))} UNION ALL ${sized(of, heldScans(around))} ORDER BY "asOf", "runId"`;
  const next = await nextOf(tx, around, figures.kind);
  const changed = await retieChains(tx, of, [...next, ...rows.filter((row) => !isCount(row))].sort(byTime));
  const counted = await retieEach(tx, of, rows.filter(isCount));
  const [first, ...others] = counted.rows.map((one) => ofRow(of, one));
  return [...changed, ...counted.ids, ...(first ? await retieScans(tx, [first, ...others]) : [])];
}

/** Null where nothing about it is new. */
async function retieRun(tx: RawTx, of: Omit<RetiedCheck, 'checkId'>, row: Row): Promise<string[] | null> {
  const { migrationId, datasetId, timeZone } = of;
  const run = runSchema.parse(row.body);
  const check = { migrationId, datasetId, checkId: row.checkId, kind: run.kind };
  const dataset = await getDataset(tx, migrationId, datasetId);
  const figures = withWitnesses(row.figures, run, dataset, await loadWitnesses(tx, check, row));
  if (isSame(witnessedOf(figures), witnessedOf(row.figures))) return null;
  await tx.$executeRaw`
    UPDATE run SET verdict = ${figures.verdict}, text = ${figures.text}, figures = ${JSON.stringify(figures)}::jsonb
    WHERE migration_id = ${migrationId}::uuid AND run_id = ${row.runId}::uuid`;
  await replaceDays(tx, { migrationId, checkId: row.checkId, timeZone }, [figures.day]);
  const placed: PlacedRun = {
    migrationId,
    datasetId,
    datasetName: dataset.name,
    severity: severityOfCriticality[dataset.criticality],
    runId: row.runId,
    asOf: row.asOf,
    window: run.window,
    comparedRows: run.coverage.compared,
  };
  const moved = await takeOver(tx, placed, row.figures, figures);
  return [...moved, ...(await replaceProofs(tx, placed, proofsOfRun(run, figures)))];
}

const datasetSchema = z.object({
  name: z.string(),
  criticality: criticalitySchema,
  columns: z.array(columnSchema),
  keyColumns: z.array(z.string()),
  /** The dataset as it was approved, while a change of it waits for a second person. */
  approved: declaredDatasetSchema.nullable(),
});
type JudgedDataset = Omit<z.infer<typeof datasetSchema>, 'approved'>;

/** As a run that comes now is judged by it: what nobody has approved makes no run better that came before. */
export async function getDataset(tx: RawTx, migrationId: string, datasetId: string): Promise<JudgedDataset> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT d.name, d.criticality, d.columns, d.key_columns AS "keyColumns", (
      SELECT jsonb_path_query_first(a.content, '$.document.datasets[*] ? (@.name == $name)', jsonb_build_object('name', d.name))
      FROM approved_plan a WHERE a.migration_id = d.migration_id) AS approved
    FROM dataset d WHERE d.migration_id = ${migrationId}::uuid AND d.id = ${datasetId}::uuid`;
  const { approved, name, ...standing } = datasetSchema.parse(row);
  if (approved === null) return { name, ...standing };
  const { criticality, columns, keyColumns } = judgedBy(approved, { ...approved, ...standing });
  return { name, criticality, columns, keyColumns };
}

export const witnessedOf = ({ verdict, text, size, fields, pairing, totals, larger = [], heldTo = 0 }: RunFigures) => ({
  verdict,
  text,
  size: size ?? null,
  neverCompared: fields?.neverCompared ?? [],
  pairing: pairing ?? null,
  totals: totals ?? null,
  larger,
  heldTo,
});

async function takeOver(tx: RawTx, placed: PlacedRun, before: RunFigures, after: RunFigures): Promise<string[]> {
  return takesOver(before) === takesOver(after) ? [] : await rejudgeMismatches(tx, placed, placed.asOf);
}

async function replaceProofs(tx: RawTx, placed: PlacedRun, proofs: readonly Proof[]): Promise<string[]> {
  const { migrationId, runId } = placed;
  const gone = await tx.$queryRaw<{ class: string }[]>`
    DELETE FROM run_proof WHERE migration_id = ${migrationId}::uuid AND run_id = ${runId}::uuid RETURNING class`;
  await insertProofs(tx, placed, proofs);
  const closed = await tx.$queryRaw<{ id: string }[]>`
    SELECT discrepancy_id AS id FROM discrepancy_span
    WHERE migration_id = ${migrationId}::uuid AND closed_by_run_id = ${runId}::uuid`;
  const classes = [...new Set([...gone, ...proofs].map((proof) => proof.class))];
  const open = classes.length > 0 ? await listOpenAt(tx, placed, classes) : [];
  const ids = [...new Set([...closed.map(({ id }) => id), ...open])];
  await refoldTimelines(tx, migrationId, ids);
  return ids;
}
