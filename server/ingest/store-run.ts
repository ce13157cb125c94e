import type { RunFigures } from '#core/evidence/figures.ts';
import { rollupOfRun } from '#core/evidence/rollup-of-run.ts';
import { withWitnesses } from '#core/evidence/with-witnesses.ts';
import type { ClockWitness } from '#core/run/clock-doubt.ts';
import type { Run } from '#core/run/schema.ts';
import { isoOf, msOf } from '#core/time/instant.ts';
import type { AgentActor } from '../actor.ts';
import type { MigrationContext } from '../context.ts';
import { loadWitnesses } from '../evidence/load-witnesses.ts';
import type { RawTx } from '../scope.ts';
import { lateReason } from './begin-run.ts';
import type { PlannedCheck } from './planned-check.ts';
import type { Receipt } from './receipt.ts';

/** What a run leaves behind, beside all that is known of its dataset. The caller holds the dataset's lock. */
export async function figuresOf(
  tx: RawTx,
  {
    migrationId,
    key,
    run,
    check,
    receivedAt,
    witness,
  }: {
    migrationId: string;
    key: AgentActor;
    run: Run;
    check: PlannedCheck;
    receivedAt: Date;
    witness: ClockWitness;
  },
): Promise<RunFigures> {
  const { tolerances, dataset, sampling, scenarios, pairing } = check;
  const { timeZone } = check.migration;
  const sampleRows = sampling?.rows ?? null;
  const place = {
    receivedAt: receivedAt.toISOString(),
    timeZone,
    tolerances,
    dataset,
    pairing,
    sampleRows,
    scenarios,
    witness,
  };
  const [schedule, ...others] = check.schedules;
  const alone = rollupOfRun(run, { ...place, schedule });
  const dues = others.map((other) => msOf(rollupOfRun(run, { ...place, schedule: other }).dueAt));
  const figures = { ...alone, dueAt: isoOf(Math.min(msOf(alone.dueAt), ...dues)) };
  // What waits is held against what is known once it counts.
  if (lateReason({ key, check, figures }) !== null) return figures;
  const of = { migrationId, datasetId: dataset.id, checkId: check.id, kind: run.kind };
  const at = { asOf: new Date(figures.asOf), runId: run.runId, receivedAt };
  return withWitnesses(figures, run, dataset, await loadWitnesses(tx, of, at));
}

type Stored = {
  run: Run;
  check: PlannedCheck;
  figures: RunFigures;
  receipt: Receipt;
  payload: { hash: string; bytes: number };
};

/** Writes a finished run; a chunked one was inserted when it was opened. Differences lie in a table of their own. */
export async function storeRun(
  tx: RawTx,
  ctx: MigrationContext,
  { run, check, figures, receipt, payload }: Stored,
): Promise<void> {
  const body = run.kind === 'field_level' ? { ...run, differences: [] } : run;
  const keyId = ctx.actor.type === 'agent' ? ctx.actor.keyId : null;
  const day = run.failure ? null : figures.day;
  await tx.$executeRaw`
    INSERT INTO run (migration_id, run_id, opened_at, check_id, dataset_id, kind, state, verdict, received_at, as_of, day,
                     duration_ms, coverage, text, plan_version, payload_hash, payload_bytes, key_id, agent_name, body, figures,
                     failure)
    VALUES (${ctx.migrationId}::uuid, ${run.runId}::uuid, ${receipt.openedAt}, ${check.id}::uuid, ${check.dataset.id}::uuid,
            ${run.kind}, ${receipt.state}, ${figures.verdict}, ${receipt.receivedAt},
            ${figures.asOf}::timestamptz, ${day}::date, ${run.durationMs}::bigint,
            ${JSON.stringify(run.coverage)}::jsonb, ${figures.text}, ${receipt.planVersion}::int, ${payload.hash},
            ${payload.bytes}::int, ${keyId}::uuid, ${run.tool.name}, ${JSON.stringify(body)}::jsonb,
            ${run.failure ? null : JSON.stringify(figures)}::jsonb, ${run.failure?.message ?? null})
    ON CONFLICT (migration_id, run_id, opened_at) DO UPDATE SET
      state = excluded.state, verdict = excluded.verdict, received_at = excluded.received_at, as_of = excluded.as_of,
      day = excluded.day, duration_ms = excluded.duration_ms, coverage = excluded.coverage, text = excluded.text,
      plan_version = excluded.plan_version, payload_hash = excluded.payload_hash, payload_bytes = excluded.payload_bytes,
      key_id = excluded.key_id, agent_name = excluded.agent_name, body = excluded.body, figures = excluded.figures,
      failure = excluded.failure`;
}
