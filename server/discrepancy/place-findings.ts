import { fingerprintOf } from '#core/discrepancy/fingerprint.ts';
import type { Proof } from '#core/evidence/proofs-of-run.ts';
import type { Finding } from '#core/run/finding.ts';
import { sha256 } from '../canonical.ts';
import type { RawTx } from '../scope.ts';
import { advanceTimelines, type Sighted } from './advance-timelines.ts';
import { type FoundGroup, insertGroups, insertProofs, insertRunGroups, type PlacedRun } from './insert-groups.ts';
import { findNewestPlaced, type KnownGroup, listKnownGroups } from './known-groups.ts';
import { refoldTimelines } from './refold-timelines.ts';

/**
 * Puts what a completed run found, and what it proves gone, into the timelines of the dataset's discrepancies. They end up the
 * same in whatever order runs arrive. The caller holds the dataset's lock. Gives the ids that changed.
 */
export async function placeFindings(
  tx: RawTx,
  run: PlacedRun,
  findings: readonly Finding[],
  proofs: readonly Proof[],
): Promise<string[]> {
  const { migrationId, datasetId } = run;
  const found = findings.map((finding) => identify(run, finding));
  const classes = [...new Set([...found, ...proofs].map((group) => group.class))];
  if (classes.length === 0) return [];
  const newest = await findNewestPlaced(tx, migrationId, datasetId, classes);
  const known = await listKnownGroups(
    tx,
    migrationId,
    datasetId,
    found.map((group) => group.fingerprint),
    classes,
  );
  const sighted = await withIds(tx, run, found, known);
  await insertRunGroups(
    tx,
    run,
    sighted.map((group) => ({ ...group, discrepancyId: group.id })),
  );
  await insertProofs(tx, run, proofs);
  if (newest === null || newest < run.asOf) return await advanceTimelines(tx, run, sighted, known, proofs);
  const ids = [...new Set([...sighted.map(({ id }) => id), ...(await listOpenAt(tx, run, classes))])];
  await refoldTimelines(tx, migrationId, ids);
  return ids;
}

function identify(run: PlacedRun, finding: Finding): FoundGroup {
  const { class: kind, field, pattern } = finding;
  return { ...finding, fingerprint: fingerprintOf({ datasetId: run.datasetId, class: kind, field, pattern }, sha256) };
}

async function withIds(
  tx: RawTx,
  run: PlacedRun,
  found: readonly FoundGroup[],
  known: readonly KnownGroup[],
): Promise<Sighted[]> {
  const byFingerprint = new Map(known.map((group) => [group.fingerprint, group]));
  const ids = await insertGroups(
    tx,
    run,
    found.filter((group) => !byFingerprint.has(group.fingerprint)),
  );
  return found.flatMap((group) => {
    const before = byFingerprint.get(group.fingerprint) ?? null;
    const id = before?.id ?? ids.get(group.fingerprint);
    return id === undefined ? [] : [{ ...group, id, known: before }];
  });
}

/** Groups that were open at the watermark of a late run: what it says may end them earlier. */
export async function listOpenAt(tx: RawTx, run: PlacedRun, classes: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT d.id FROM discrepancy d
    JOIN discrepancy_span s ON s.migration_id = d.migration_id AND s.discrepancy_id = d.id
    WHERE d.migration_id = ${run.migrationId}::uuid AND d.dataset_id = ${run.datasetId}::uuid
      AND d.class = ANY(${[...classes]}::text[])
      AND s.from_at <= ${run.asOf} AND (s.to_at IS NULL OR s.to_at >= ${run.asOf})`;
  return rows.map(({ id }) => id);
}
