import { z } from 'zod';
import { type Column, columnSchema } from '#core/dataset/schema.ts';
import { AppError } from '#core/errors.ts';
import { appendDifferencesSchema } from '#core/run/schema.ts';
import { tallyDifferences } from '#core/run/tally.ts';
import { mayTouchDataset } from '../actor.ts';
import { command } from '../command.ts';
import type { MigrationContext } from '../context.ts';
import { payloadOf } from '../payload.ts';
import type { RawTx } from '../scope.ts';
import { insertChunk } from './insert-differences.ts';
import { otherBody } from './receipt.ts';
import { refuseClearValues } from './refuse-clear-values.ts';

/** Adds one numbered chunk of differences to a run that is open. Chunks come in any order and any number of times. */
export const appendDifferences = command(
  {
    can: 'evidence.push',
    narrows: true,
    input: appendDifferencesSchema,
    output: z.strictObject({ runId: z.string(), chunk: z.int(), stored: z.int(), replayed: z.boolean() }),
    audit: { none: 'Evidence is kept whole and hashed itself.' },
    sqlOnly: true,
  },
  async (tx, ctx, input) => {
    const { hash, text } = ctx.payload ?? payloadOf(input);
    const run = await getOpenRun(tx, ctx, input.runId);
    refuseClearValues(run.columns, input.differences);
    const { runId, chunk } = input;
    const stored = input.differences.length;
    const replay = { runId, chunk, stored, replayed: true };
    if (run.state === 'running') {
      if (run.deadlineAt && run.deadlineAt <= ctx.now()) throw tooLate();
      const place = { migrationId: ctx.migrationId, runId, openedAt: run.openedAt, chunk };
      const tally = tallyDifferences(input.differences);
      const isNew = await insertChunk(
        tx,
        { ...place, payloadHash: hash, tally, receivedAt: ctx.now() },
        { body: text, count: stored },
      );
      if (isNew) return { result: { ...replay, replayed: false } };
    }
    const first = await findChunkHash(tx, ctx.migrationId, runId, chunk);
    if (first === null) throw notOpen(run.state);
    if (first !== hash) throw otherBody('This chunk', '/chunk', first, hash);
    return { result: replay };
  },
);

type OpenRun = { state: string; openedAt: Date; deadlineAt: Date | null; datasetId: string; columns: Column[] };

/** Holds the receipt until commit: completing the run waits for chunks under way, chunks do not wait for one another. */
async function getOpenRun(tx: RawTx, ctx: MigrationContext, runId: string): Promise<OpenRun> {
  const [row] = await tx.$queryRaw<(Omit<OpenRun, 'columns'> & { columns: unknown })[]>`
    SELECT r.state, r.opened_at AS "openedAt", r.deadline_at AS "deadlineAt", d.id AS "datasetId", d.columns
    FROM run_receipt r
    JOIN plan_check c ON c.migration_id = r.migration_id AND c.id = r.check_id
    JOIN dataset d ON d.migration_id = c.migration_id AND d.id = c.dataset_id
    WHERE r.migration_id = ${ctx.migrationId}::uuid AND r.run_id = ${runId}::uuid
    FOR SHARE OF r`;
  if (!row || !mayTouchDataset(ctx.actor, row.datasetId)) {
    throw new AppError('NOT_FOUND', 'No run of this id was opened. Open it first, with ingest.openRun.');
  }
  return { ...row, columns: z.array(columnSchema).parse(row.columns) };
}

async function findChunkHash(tx: RawTx, migrationId: string, runId: string, chunk: number): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ hash: string }[]>`
    SELECT payload_hash AS hash FROM run_chunk
    WHERE migration_id = ${migrationId}::uuid AND run_id = ${runId}::uuid AND chunk = ${chunk}::int`;
  return row?.hash ?? null;
}

function notOpen(state: string): AppError {
  return new AppError(
    'CONFLICT',
    `The run is ${state} and takes no more differences. Start a new run, under a new id.`,
  );
}

export function tooLate(): AppError {
  return new AppError('CONFLICT', 'The deadline of this run has passed: it failed. Start a new run, under a new id.');
}
