import { covers, widest } from '#core/discrepancy/fold-timeline.ts';
import { nextStatus } from '#core/discrepancy/next-status.ts';
import type { DiscrepancyStatus } from '#core/discrepancy/schema.ts';
import type { Proof } from '#core/evidence/proofs-of-run.ts';
import type { RawTx } from '../scope.ts';
import type { FoundGroup, PlacedRun } from './insert-groups.ts';
import type { KnownGroup } from './known-groups.ts';

/** A group the run found; `known` null: nobody saw it before. */
export type Sighted = FoundGroup & { id: string; known: KnownGroup | null };

/** Adds a run to the end of the timelines: nothing newer was said about any of these groups. Gives the ids that changed. */
export async function advanceTimelines(
  tx: RawTx,
  run: PlacedRun,
  sighted: readonly Sighted[],
  known: readonly KnownGroup[],
  proofs: readonly Proof[],
): Promise<string[]> {
  const found = new Set(sighted.map(({ id }) => id));
  const gone = known.filter((group) => !found.has(group.id) && isProvenGone(group, run, proofs)).map(({ id }) => id);
  await recordSightings(tx, run, sighted);
  await closeGroups(tx, run, gone);
  return [...found, ...gone];
}

function isProvenGone(group: KnownGroup, run: PlacedRun, proofs: readonly Proof[]): boolean {
  if (group.status === 'resolved') return false;
  const { field } = group;
  return proofs.some(
    (proof) =>
      proof.class === group.class &&
      (proof.fields === null || (field !== null && proof.fields.includes(field))) &&
      covers(run.window, windowOf(group)),
  );
}

function windowOf({ windowFrom, windowTo }: KnownGroup): PlacedRun['window'] {
  return windowFrom && windowTo ? { from: windowFrom.toISOString(), to: windowTo.toISOString() } : null;
}

function statusWhenSeen({ known, rowCount }: Sighted): DiscrepancyStatus {
  if (!known) return 'new';
  const decided = nextStatus(known, { type: 'seen', rowCount });
  return decided.ok ? decided.next : known.status;
}

/** Where it was seen since it opened: a narrower look makes nothing forgotten. */
function seenIn({ window }: PlacedRun, { known }: Sighted): { windowFrom: string | null; windowTo: string | null } {
  const before = known && known.status !== 'resolved' ? windowOf(known) : window;
  const all = before === window ? window : widest(before, window);
  return { windowFrom: all?.from ?? null, windowTo: all?.to ?? null };
}

async function recordSightings(tx: RawTx, run: PlacedRun, sighted: readonly Sighted[]): Promise<void> {
  if (sighted.length === 0) return;
  const rows = sighted.map((group) => ({ ...group, status: statusWhenSeen(group), ...seenIn(run, group) }));
  await tx.$executeRaw`
    UPDATE discrepancy d SET
      status = g.status, row_count = g."rowCount", estimated = g.estimated, money_net = g."moneyNet",
      money_gross = g."moneyGross", sample_count = g.samples, compared_rows = ${run.comparedRows}::bigint,
      last_seen_at = ${run.asOf}, last_run_id = ${run.runId}::uuid, resolved_by_run_id = NULL,
      window_from = g."windowFrom", window_to = g."windowTo"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS g (id uuid, status text, "rowCount" bigint, estimated boolean, "moneyNet" numeric, "moneyGross" numeric, samples bigint,
            "windowFrom" timestamptz, "windowTo" timestamptz)
    WHERE d.migration_id = ${run.migrationId}::uuid AND d.id = g.id`;
  const opened = sighted.filter(({ known }) => !known || known.status === 'resolved').map(({ id }) => id);
  if (opened.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO discrepancy_span (migration_id, discrepancy_id, from_at, severity, opened_by_run_id)
    SELECT migration_id, id, ${run.asOf}, severity, ${run.runId}::uuid FROM discrepancy
    WHERE migration_id = ${run.migrationId}::uuid AND id = ANY(${opened}::uuid[])`;
}

async function closeGroups(tx: RawTx, run: PlacedRun, gone: readonly string[]): Promise<void> {
  if (gone.length === 0) return;
  await tx.$executeRaw`
    WITH closed AS (
      UPDATE discrepancy_span SET to_at = ${run.asOf}, closed_by_run_id = ${run.runId}::uuid
      WHERE migration_id = ${run.migrationId}::uuid AND discrepancy_id = ANY(${[...gone]}::uuid[]) AND to_at IS NULL
    )
    UPDATE discrepancy SET status = 'resolved', resolved_by_run_id = ${run.runId}::uuid
    WHERE migration_id = ${run.migrationId}::uuid AND id = ANY(${[...gone]}::uuid[])`;
}
