import { AppError, type Problem } from '#core/errors.ts';
import { completeRunSchema, runReceiptSchema } from '#core/run/schema.ts';
import { mergeTallies, type Tally, tallySchema } from '#core/run/tally.ts';
import { ownDatasets } from '../actor.ts';
import { command } from '../command.ts';
import { payloadOf } from '../payload.ts';
import type { RawTx } from '../scope.ts';
import { throwIfProblems } from '../throw-if-problems.ts';
import { tooLate } from './append-differences.ts';
import { beginRun } from './begin-run.ts';
import { findRunProblems } from './find-run-problems.ts';
import { finishRun, lockDataset } from './finish-run.ts';
import { sender } from './let-wait.ts';
import { getPlannedCheck, wrongKind } from './planned-check.ts';
import { answer, completeReceipt, lockReceipt, otherBody, type Receipt } from './receipt.ts';
import { UNFIT_BODY } from './refuse-clear-values.ts';
import { figuresOf, storeRun } from './store-run.ts';
import { alreadySuperseded } from './withdraw-run.ts';
import { witnessClock } from './witness-clock.ts';

/** Closes a chunked run. It is evidence only if all its chunks are there and everything adds up. */
export const completeRun = command(
  {
    can: 'evidence.push',
    narrows: true,
    input: completeRunSchema,
    output: runReceiptSchema,
    audit: { none: 'Evidence is kept whole and hashed itself.' },
    sqlOnly: true,
  },
  async (tx, ctx, { chunks, run }) => {
    const { migrationId } = ctx;
    const { hash, bytes } = ctx.payload ?? payloadOf({ chunks, run });
    const opened = await lockReceipt(tx, migrationId, run.runId);
    if (opened && ownDatasets(ctx.actor) !== null) await getPlannedCheck(tx, ctx, opened.checkId);
    if (opened?.openHash == null) throw neverOpened(opened);
    if (opened.payloadHash !== null) {
      if (opened.payloadHash !== hash) throw otherBody('This run', '/run/runId', opened.payloadHash, hash);
      return { result: answer(opened, hash, true) };
    }
    const now = ctx.now();
    if (opened.state !== 'running' || (opened.deadlineAt && opened.deadlineAt <= now)) throw tooLate();
    const check = await getPlannedCheck(tx, ctx, opened.checkId);
    if (check.kind !== run.kind) throw wrongKind('/run/kind', check.kind);
    const { listed, problems } = await readChunks(tx, migrationId, run.runId, chunks);
    const inline = run.kind === 'field_level' && run.differences.length > 0;
    throwIfProblems(UNFIT_BODY, [
      ...problems,
      ...(run.checkId === opened.checkId
        ? []
        : [{ pointer: '/run/checkId', message: 'is not the check it was opened for' }]),
      ...(inline ? [{ pointer: '/run/differences', message: 'must be empty: the differences came in chunks' }] : []),
      ...findRunProblems(run, listed, check, now).map((problem) => ({ ...problem, pointer: `/run${problem.pointer}` })),
    ]);
    await lockDataset(tx, check.dataset.id);
    const key = sender(ctx);
    const witness = await witnessClock(tx, ctx);
    const figures = await figuresOf(tx, { migrationId, key, run, check, receivedAt: now, witness });
    const receipt: Receipt = {
      ...opened,
      state: run.failure ? 'failed' : 'completed',
      verdict: figures.verdict,
      receivedAt: now,
      payloadHash: hash,
      planVersion: check.migration.planVersion,
      supersedesRunId: run.failure ? null : (run.supersedesRunId ?? null),
    };
    if (!(await completeReceipt(tx, migrationId, receipt))) throw alreadySuperseded();
    const arrival = { migrationId, key, check, run, figures };
    const begun = await beginRun(tx, arrival);
    if (begun.tookPlace)
      arrival.figures = await figuresOf(tx, { migrationId, key, run, check, receivedAt: now, witness });
    await storeRun(tx, ctx, { ...arrival, receipt, payload: { hash, bytes } });
    const { emit, waitsFor } = await finishRun(tx, { ...arrival, listed, begun });
    return { result: answer({ ...receipt, waitsFor }, hash, false), emit };
  },
);

function neverOpened(found: Receipt | null): AppError {
  return found
    ? new AppError('CONFLICT', 'This run was submitted in one call. There is nothing to complete.')
    : new AppError('NOT_FOUND', 'No run of this id was opened. Open it first, with ingest.openRun.');
}

/** What the chunks list together, and which of them are missing or too many. */
async function readChunks(
  tx: RawTx,
  migrationId: string,
  runId: string,
  chunks: number,
): Promise<{ listed: Tally; problems: Problem[] }> {
  const rows = await tx.$queryRaw<{ chunk: number; tally: unknown }[]>`
    SELECT chunk, tally FROM run_chunk
    WHERE migration_id = ${migrationId}::uuid AND run_id = ${runId}::uuid ORDER BY chunk`;
  const there = new Set(rows.map(({ chunk }) => chunk));
  const missing: number[] = [];
  for (let chunk = 0; chunk < chunks && missing.length < 20; chunk += 1) if (!there.has(chunk)) missing.push(chunk);
  const tooMany = rows.filter(({ chunk }) => chunk >= chunks).map(({ chunk }) => chunk);
  return {
    listed: mergeTallies(rows.map(({ tally }) => tallySchema.parse(tally))),
    problems: [
      ...(missing.length > 0
        ? [
            {
              pointer: '/chunks',
              message: `${missing.length < 20 ? '' : 'among others, '}missing: ${missing.join(', ')}`,
            },
          ]
        : []),
      ...(tooMany.length > 0
        ? [{ pointer: '/chunks', message: `says ${chunks}, but these arrived too: ${tooMany.slice(0, 20).join(', ')}` }]
        : []),
    ],
  };
}
