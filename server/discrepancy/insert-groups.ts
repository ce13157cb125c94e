import { FINGERPRINT_VERSION } from '#core/discrepancy/fingerprint.ts';
import type { Severity } from '#core/discrepancy/severity.ts';
import { titleOf } from '#core/discrepancy/title.ts';
import type { Proof } from '#core/evidence/proofs-of-run.ts';
import type { Finding } from '#core/run/finding.ts';
import { newId } from '../new-id.ts';
import type { RawTx } from '../scope.ts';

/** Whose discrepancies these are, and how severe they begin. */
export type PlacedDataset = { migrationId: string; datasetId: string; datasetName: string; severity: Severity };

/** The run whose findings are placed, as the timelines need it. */
export type PlacedRun = PlacedDataset & {
  runId: string;
  asOf: Date;
  window: { from: string; to: string } | null;
  comparedRows: number;
};

export type FoundGroup = Finding & { fingerprint: string };

/** Rows for groups that nobody has seen before, numbered one after the other. Gives their ids by fingerprint. */
export async function insertGroups(
  tx: RawTx,
  run: PlacedRun,
  groups: readonly FoundGroup[],
): Promise<Map<string, string>> {
  if (groups.length === 0) return new Map();
  const [counter] = await tx.$queryRaw<{ last: number }[]>`
    INSERT INTO discrepancy_counter (migration_id, last) VALUES (${run.migrationId}::uuid, ${groups.length}::int)
    ON CONFLICT (migration_id) DO UPDATE SET last = discrepancy_counter.last + excluded.last
    RETURNING last`;
  const before = (counter?.last ?? groups.length) - groups.length;
  const rows = groups.map((group, i) => ({
    id: newId(),
    number: before + i + 1,
    fingerprint: group.fingerprint,
    class: group.class,
    field: group.field,
    pattern: group.pattern,
    title: titleOf({ datasetName: run.datasetName, class: group.class, field: group.field }),
  }));
  // Counts and times follow with the timeline.
  await tx.$executeRaw`
    INSERT INTO discrepancy (migration_id, id, dataset_id, number, fingerprint, fingerprint_version, class, field, pattern, title,
      status, severity, row_count, estimated, sample_count, first_seen_at, last_seen_at, first_run_id, last_run_id)
    SELECT ${run.migrationId}::uuid, g.id, ${run.datasetId}::uuid, g.number, g.fingerprint, ${FINGERPRINT_VERSION}::int, g.class,
           g.field, g.pattern, g.title, 'new', ${run.severity}, 0, false, 0, ${run.asOf}, ${run.asOf}, ${run.runId}::uuid,
           ${run.runId}::uuid
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS g (id uuid, number int, fingerprint text, class text, field text, pattern jsonb, title text)`;
  return new Map(rows.map((row) => [row.fingerprint, row.id]));
}

type Sighting = Pick<Finding, 'rowCount' | 'estimated' | 'moneyNet' | 'moneyGross' | 'samples'> & {
  discrepancyId: string;
};

export async function insertRunGroups(tx: RawTx, run: PlacedRun, groups: readonly Sighting[]): Promise<void> {
  if (groups.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO run_group (migration_id, run_id, discrepancy_id, as_of, role, row_count, estimated, money_net, money_gross,
                           compared_rows, sample_count, window_from, window_to)
    SELECT ${run.migrationId}::uuid, ${run.runId}::uuid, g."discrepancyId", ${run.asOf}, 'sighting', g."rowCount", g.estimated,
           g."moneyNet", g."moneyGross", ${run.comparedRows}::bigint, g.samples, ${run.window?.from ?? null}::timestamptz,
           ${run.window?.to ?? null}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(groups)}::jsonb)
      AS g ("discrepancyId" uuid, "rowCount" bigint, estimated boolean, "moneyNet" numeric, "moneyGross" numeric, samples bigint)`;
}

export async function insertProofs(tx: RawTx, run: PlacedRun, proofs: readonly Proof[]): Promise<void> {
  const { runId, datasetId, asOf, window } = run;
  await insertProofsOf(
    tx,
    run.migrationId,
    proofs.map((proof) => ({ ...proof, runId, datasetId, asOf, window })),
  );
}

type RunProof = Proof & Pick<PlacedRun, 'runId' | 'datasetId' | 'asOf' | 'window'>;

/** Proofs of many runs, in one statement. */
export async function insertProofsOf(tx: RawTx, migrationId: string, proofs: readonly RunProof[]): Promise<void> {
  if (proofs.length === 0) return;
  const rows = proofs.map(({ window, ...proof }) => ({ ...proof, from: window?.from ?? null, to: window?.to ?? null }));
  await tx.$executeRaw`
    INSERT INTO run_proof (migration_id, run_id, dataset_id, class, fields, as_of, window_from, window_to)
    SELECT ${migrationId}::uuid, p."runId", p."datasetId", p.class, p.fields, p."asOf", p."from", p."to"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS p ("runId" uuid, "datasetId" uuid, class text, fields text[], "asOf" timestamptz, "from" timestamptz, "to" timestamptz)`;
}
