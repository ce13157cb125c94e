import { type CheckKind, kindOf, kindsThat } from '#core/check/kinds.ts';
import { failuresBefore } from '#core/evidence/failures-before.ts';
import type { RunFigures } from '#core/evidence/figures.ts';
import { atLeastOf, unitsAskedBy } from '#core/evidence/tie-units.ts';
import { type Count, NO_WITNESSES, WITNESS_AFTER_MS, type Witnesses } from '#core/evidence/witnesses.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { RawTx } from '../scope.ts';
import { loadSeen, loadSizes } from './load-seen.ts';
import { believed, carried, tiedCount } from './whole.ts';

type Of = { migrationId: string; datasetId: string; checkId: string; kind: CheckKind };

/** What other evidence of a dataset says about how much of it a run at a moment should have seen. The caller holds the dataset's lock. */
export async function loadWitnesses(
  tx: RawTx,
  of: Of,
  { asOf, runId, receivedAt }: { asOf: Date; runId: string; receivedAt: Date },
): Promise<Witnesses> {
  const { size } = kindOf(of.kind);
  if (size === 'counts') return { ...NO_WITNESSES, seen: await loadSeen(tx, of, { asOf, runId, receivedAt }) };
  if (size === 'units') return { ...NO_WITNESSES, previous: carriedOf(await loadPrevious(tx, of, { asOf, runId })) };
  if (size !== 'scan') return NO_WITNESSES;
  const count = Prisma.sql`
    SELECT r.as_of AS "asOf", r.figures -> 'recordCount' AS counted FROM plan_check c
    JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
    WHERE c.migration_id = ${of.migrationId}::uuid AND c.dataset_id = ${of.datasetId}::uuid AND c.kind = 'record_count'
      AND ${tiedCount} AND ${believed}`;
  const before = await tx.$queryRaw<CountRow[]>`
    ${count} AND r.as_of <= ${asOf} ORDER BY r.as_of DESC, r.run_id DESC LIMIT 2`;
  const after = await tx.$queryRaw<
    CountRow[]
  >`${count} AND r.as_of > ${asOf} AND r.as_of <= ${new Date(asOf.getTime() + WITNESS_AFTER_MS)}
    ORDER BY r.as_of, r.run_id LIMIT 2`;
  const previous = await loadPrevious(tx, of, { asOf, runId });
  const others = of.kind === 'field_level' ? await loadFailedElsewhere(tx, of, previous, { asOf, runId }) : [];
  const failures = failuresBefore(previous?.figures ?? null, others);
  const sizes = await loadSizes(tx, of, failures, { asOf, runId });
  return {
    before: before.reverse().map(countOf),
    after: after.map(countOf),
    previous: carriedOf(previous),
    failures,
    sizes,
  };
}

/** A run, and the columns that it knew. */
export type Previous = { figures: RunFigures; columns: string[] };
type Moment = { asOf: Date; runId: string };

/** The run of the same check before a moment. */
async function loadPrevious(tx: RawTx, of: Of, { asOf, runId }: Moment): Promise<Previous | null> {
  const [previous] = await tx.$queryRaw<Previous[]>`
    SELECT r.figures, ARRAY(
      SELECT value #>> '{}' FROM jsonb_path_query(r.body, '$.fields[*].name') AS value
      UNION SELECT value #>> '{}' FROM jsonb_path_query(r.body, '$.columns[*].name') AS value
      UNION SELECT jsonb_array_elements_text(r.figures #> '{fields,neverCompared}')
    ) AS columns
    FROM run r
    WHERE r.migration_id = ${of.migrationId}::uuid AND r.check_id = ${of.checkId}::uuid AND ${carried}
      AND (r.as_of, r.run_id) < (${asOf}, ${runId}::uuid)
    ORDER BY r.as_of DESC, r.run_id DESC LIMIT 1`;
  return previous ?? null;
}

/** Counts and checksums of a dataset that found a difference after the scan before a moment. */
async function loadFailedElsewhere(
  tx: RawTx,
  of: Of,
  previous: Previous | null,
  { asOf, runId }: Moment,
): Promise<RunFigures[]> {
  const after = previous
    ? Prisma.sql`(r.as_of, r.run_id) > (${previous.figures.asOf}::timestamptz, ${previous.figures.runId}::uuid)`
    : Prisma.sql`true`;
  const rows = await tx.$queryRaw<{ figures: RunFigures }[]>`
    SELECT r.figures FROM plan_check c
    JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
    WHERE c.migration_id = ${of.migrationId}::uuid AND c.dataset_id = ${of.datasetId}::uuid AND c.kind = ANY (${kindsThat(({ finds }) => finds === 'points')}::text[])
      AND r.verdict = 'mismatch' AND ${carried} AND ${after} AND (r.as_of, r.run_id) < (${asOf}, ${runId}::uuid)
    ORDER BY r.as_of, r.run_id`;
  return rows.map(({ figures }) => figures);
}

/** What a run passes on to the next one of its check. */
export const carriedOf = (previous: Previous | null): Witnesses['previous'] =>
  previous && {
    columns: previous.columns,
    atLeast: atLeastOf(previous.figures),
    units: unitsAskedBy(previous.figures),
    totals: previous.figures.totals?.asked ?? [],
    pairing: previous.figures.pairing?.asked,
  };

export type CountRow = { asOf: Date; counted: { legacy: number; target: number; lagMs?: number } };

export const countOf = ({ asOf, counted: { legacy, target, lagMs } }: CountRow): Count => ({
  asOf: asOf.toISOString(),
  legacy,
  target,
  lagMs,
});
