import { discrepancyDetailSchema, getDiscrepancySchema, severitySchema } from '#core/discrepancy/schema.ts';
import { AppError } from '#core/errors.ts';
import { patternSchema } from '#core/run/difference.ts';
import { mayTouchDataset } from '../actor.ts';
import { query } from '../query.ts';
import type { Tx } from '../scope.ts';
import { discrepancyColumns, discrepancySource } from './columns.ts';
import { listSamples } from './list-samples.ts';
import { type DiscrepancyRow, presentDiscrepancy } from './present.ts';

const TREND_POINTS = 60;

type DetailRow = DiscrepancyRow & {
  pattern: unknown;
  fingerprint: string;
  comparedRows: bigint | null;
  currency: string;
  firstRunId: string;
  lastRunId: string;
  resolvedByRunId: string | null;
  sampleCount: bigint;
  columnOrder: string[];
};

/** One group with its timeline, and rows of the newest run that saw it, for those who may see values. */
export const getDiscrepancy = query(
  {
    can: 'evidence.read',
    narrows: true,
    input: getDiscrepancySchema,
    output: discrepancyDetailSchema,
  },
  async (tx, ctx, { id, sampleCursor }) => {
    const row = await findRow(tx, ctx.migrationId, id);
    if (!row || !mayTouchDataset(ctx.actor, row.datasetId))
      throw new AppError('NOT_FOUND', 'There is no such discrepancy in this migration.');
    const samples = ctx.may('values.read') ? await listSamples(tx, ctx.migrationId, row, sampleCursor) : null;
    return {
      ...presentDiscrepancy(row),
      pattern: patternSchema.parse(row.pattern),
      fingerprint: row.fingerprint,
      comparedRows: row.comparedRows === null ? null : Number(row.comparedRows),
      currency: row.currency,
      firstRunId: row.firstRunId,
      lastRunId: row.lastRunId,
      resolvedByRunId: row.resolvedByRunId,
      trend: await listTrend(tx, ctx.migrationId, id),
      spans: await listSpans(tx, ctx.migrationId, id),
      samples: samples?.items ?? null,
      samplesTotal: Number(row.sampleCount),
      nextSampleCursor: samples?.nextCursor ?? null,
    };
  },
);

async function findRow(tx: Tx, migrationId: string, id: string): Promise<DetailRow | null> {
  const [row] = await tx.$queryRaw<DetailRow[]>`
    SELECT ${discrepancyColumns}, s.pattern, s.fingerprint, s.compared_rows AS "comparedRows", m.currency,
           s.first_run_id AS "firstRunId", s.last_run_id AS "lastRunId", s.resolved_by_run_id AS "resolvedByRunId",
           s.sample_count AS "sampleCount",
           d.key_columns || ARRAY(SELECT c ->> 'name' FROM jsonb_array_elements(d.columns) c) AS "columnOrder"
    FROM ${discrepancySource} JOIN migration m ON m.id = s.migration_id
    WHERE s.migration_id = ${migrationId}::uuid AND s.id = ${id}::uuid`;
  return row ?? null;
}

async function listTrend(tx: Tx, migrationId: string, id: string) {
  const rows = await tx.$queryRaw<{ runId: string; at: Date; rowCount: bigint }[]>`
    SELECT run_id AS "runId", as_of AS at, row_count AS "rowCount" FROM run_group
    WHERE migration_id = ${migrationId}::uuid AND discrepancy_id = ${id}::uuid AND role = 'sighting'
    ORDER BY as_of DESC, run_id DESC LIMIT ${TREND_POINTS}`;
  return rows.reverse().map((row) => ({ runId: row.runId, at: row.at.toISOString(), rowCount: Number(row.rowCount) }));
}

async function listSpans(tx: Tx, migrationId: string, id: string) {
  const rows = await tx.$queryRaw<{ from: Date; to: Date | null; severity: string }[]>`
    SELECT from_at AS "from", to_at AS "to", severity FROM discrepancy_span
    WHERE migration_id = ${migrationId}::uuid AND discrepancy_id = ${id}::uuid ORDER BY from_at DESC LIMIT 100`;
  return rows.reverse().map(({ from, to, severity }) => ({
    from: from.toISOString(),
    to: to?.toISOString() ?? null,
    severity: severitySchema.parse(severity),
  }));
}
