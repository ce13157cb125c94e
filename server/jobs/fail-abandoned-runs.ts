import { z } from 'zod';
import { noInputSchema } from '#core/schema-parts.ts';
import { command } from '../command.ts';

const RUNS_A_TURN = 500;

/** Runs that were opened and not completed by their deadline have failed: they never were evidence and never will be. */
export const failAbandonedRuns = command(
  {
    can: 'system',
    input: noInputSchema,
    output: z.strictObject({ failed: z.int() }),
    audit: { none: 'A run that was never completed is no evidence; the run itself says why it failed.' },
  },
  async (tx, ctx) => {
    const now = ctx.now();
    const rows = await tx.$queryRaw<{ migrationId: string; runId: string }[]>`
      WITH late AS (
        SELECT migration_id, run_id FROM run_receipt
        WHERE state = 'running' AND deadline_at <= ${now}
        ORDER BY deadline_at LIMIT ${RUNS_A_TURN} FOR UPDATE SKIP LOCKED
      ), failed AS (
        UPDATE run_receipt r SET state = 'failed', received_at = ${now}
        FROM late WHERE r.migration_id = late.migration_id AND r.run_id = late.run_id
        RETURNING r.migration_id, r.run_id, r.opened_at
      )
      UPDATE run SET state = 'failed', received_at = ${now}, text = 'abandoned: not completed by its deadline',
                     failure = 'The run was opened and not completed by its deadline.'
      FROM failed
      WHERE run.migration_id = failed.migration_id AND run.run_id = failed.run_id AND run.opened_at = failed.opened_at
      RETURNING run.migration_id AS "migrationId", run.run_id AS "runId"`;
    const byMigration = Map.groupBy(rows, ({ migrationId }) => migrationId);
    return {
      result: { failed: rows.length },
      emit: [...byMigration].map(([migrationId, runs]) => ({
        topic: 'run' as const,
        migrationId,
        ids: runs.map(({ runId }) => runId),
      })),
    };
  },
);
