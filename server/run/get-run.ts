import { AppError } from '#core/errors.ts';
import { getRunSchema, type RunDetail, runDetailSchema } from '#core/evidence/schema.ts';
import { runSchema } from '#core/run/schema.ts';
import { mayTouchDataset } from '../actor.ts';
import { query } from '../query.ts';
import type { Tx } from '../scope.ts';
import { runColumns } from './columns.ts';
import { listGroups } from './list-groups.ts';
import { presentRun, type RunRow } from './present.ts';

type DetailRow = RunRow & {
  planVersion: number;
  payloadHash: string;
  payloadBytes: number;
  agentName: string | null;
  keyName: string | null;
  body: unknown;
  failure: string | null;
  supersedes: string | null;
  supersededBy: string | null;
};

/** Everything a run said, and what it led to. */
export const getRun = query(
  {
    can: 'evidence.read',
    narrows: true,
    input: getRunSchema,
    output: runDetailSchema,
  },
  async (tx, ctx, { runId }) => {
    const row = await findRun(tx, ctx.migrationId, runId);
    if (!row || !mayTouchDataset(ctx.actor, row.datasetId))
      throw new AppError('NOT_FOUND', 'There is no such run in this migration.');
    const presented = presentRun(row);
    return {
      ...presented,
      planVersion: row.planVersion,
      payloadHash: row.payloadHash,
      payloadBytes: row.payloadBytes,
      agentName: row.agentName,
      keyName: row.keyName,
      run: runSchema.nullable().parse(row.body),
      failure: row.failure,
      groups: await listGroups(tx, ctx.migrationId, { ...presented, supersededBy: row.supersededBy }),
      previousRunId: await findPrevious(tx, ctx.migrationId, row),
      supersedes: row.supersedes,
      supersededBy: row.supersededBy,
      late: await listLateParts(tx, ctx.migrationId, runId),
    };
  },
);

async function listLateParts(tx: Tx, migrationId: string, runId: string): Promise<RunDetail['late']> {
  const rows = await tx.$queryRaw<(Omit<RunDetail['late'][number], 'at'> & { at: Date | null })[]>`
    SELECT p.part, p.reason, l.state, l.decided_by AS by, l.decided_at AS at
    FROM late_run p JOIN late_evidence l ON l.migration_id = p.migration_id AND l.id = p.late_id
    WHERE p.migration_id = ${migrationId}::uuid AND p.run_id = ${runId}::uuid ORDER BY l.opened_at, p.part`;
  return rows.map((row) => ({ ...row, at: row.at?.toISOString() ?? null }));
}

/** By way of its receipt, which knows the partition. */
async function findRun(tx: Tx, migrationId: string, runId: string): Promise<DetailRow | null> {
  const [row] = await tx.$queryRaw<DetailRow[]>`
    SELECT ${runColumns}, r.plan_version AS "planVersion", r.payload_hash AS "payloadHash", r.payload_bytes AS "payloadBytes",
           r.agent_name AS "agentName", k.name AS "keyName", r.body, r.failure,
           receipt.supersedes_run_id AS supersedes, later.run_id AS "supersededBy"
    FROM run_receipt receipt
    JOIN run r ON r.migration_id = receipt.migration_id AND r.run_id = receipt.run_id AND r.opened_at = receipt.opened_at
    JOIN dataset d ON d.migration_id = r.migration_id AND d.id = r.dataset_id
    LEFT JOIN api_key k ON k.migration_id = r.migration_id AND k.id = r.key_id
    LEFT JOIN run_receipt later ON later.migration_id = r.migration_id AND later.supersedes_run_id = r.run_id AND later.correction = 'counts'
    WHERE receipt.migration_id = ${migrationId}::uuid AND receipt.run_id = ${runId}::uuid`;
  return row ?? null;
}

/** The run of the same check just before, by watermark: what this one is compared with. */
async function findPrevious(tx: Tx, migrationId: string, row: DetailRow): Promise<string | null> {
  if (!row.asOf) return null;
  const [previous] = await tx.$queryRaw<{ runId: string }[]>`
    SELECT run_id AS "runId" FROM run
    WHERE migration_id = ${migrationId}::uuid AND check_id = ${row.checkId}::uuid AND as_of IS NOT NULL
      AND (as_of, run_id) < (${row.asOf}, ${row.runId}::uuid)
    ORDER BY as_of DESC, run_id DESC LIMIT 1`;
  return previous?.runId ?? null;
}
