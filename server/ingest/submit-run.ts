import { type Run, type RunReceipt, runReceiptSchema, runSchema } from '#core/run/schema.ts';
import { tallyDifferences } from '#core/run/tally.ts';
import { command, type Unaudited } from '../command.ts';
import type { MigrationContext } from '../context.ts';
import { payloadOf } from '../payload.ts';
import type { Tx } from '../scope.ts';
import { throwIfProblems } from '../throw-if-problems.ts';
import { beginRun } from './begin-run.ts';
import { findRunProblems } from './find-run-problems.ts';
import { finishRun, lockDataset } from './finish-run.ts';
import { insertDifferences } from './insert-differences.ts';
import { sender } from './let-wait.ts';
import { getPlannedCheck, wrongKind } from './planned-check.ts';
import { answer, findReceipt, insertReceipt, otherBody, type Receipt } from './receipt.ts';
import { UNFIT_BODY } from './refuse-clear-values.ts';
import { figuresOf, storeRun } from './store-run.ts';
import { alreadySuperseded } from './withdraw-run.ts';
import { witnessClock } from './witness-clock.ts';

/** Takes a whole run in one call. */
export const submitRun = command(
  {
    can: 'evidence.push',
    narrows: true,
    input: runSchema,
    output: runReceiptSchema,
    audit: { none: 'Evidence is kept whole and hashed itself.' },
    sqlOnly: true,
  },
  takeRun,
);

/** All that taking a run means, for the call that keeps it and for the one that only tries it. */
export async function takeRun(tx: Tx, ctx: MigrationContext, run: Run): Promise<Unaudited<RunReceipt>> {
  const { migrationId } = ctx;
  const { hash, bytes } = ctx.payload ?? payloadOf(run);
  const check = await getPlannedCheck(tx, ctx, run.checkId);
  if (check.kind !== run.kind) throw wrongKind('/kind', check.kind);
  const now = ctx.now();
  await lockDataset(tx, check.dataset.id);
  const key = sender(ctx);
  const witness = await witnessClock(tx, ctx);
  const figures = await figuresOf(tx, { migrationId, key, run, check, receivedAt: now, witness });
  const receipt: Receipt = {
    runId: run.runId,
    checkId: run.checkId,
    state: run.failure ? 'failed' : 'completed',
    verdict: figures.verdict,
    openedAt: now,
    receivedAt: now,
    openHash: null,
    payloadHash: hash,
    planVersion: check.migration.planVersion,
    deadlineAt: null,
    supersedesRunId: run.failure ? null : (run.supersedesRunId ?? null),
  };
  if (!(await insertReceipt(tx, migrationId, receipt))) {
    const first = await findReceipt(tx, migrationId, run.runId);
    if (!first) throw alreadySuperseded();
    if (first.payloadHash !== hash || first.openHash !== null) {
      // Nothing of a run of another check: a key may be restricted to this one's dataset.
      const stored = first.checkId === check.id ? (first.payloadHash ?? first.openHash) : null;
      throw otherBody('This run', '/runId', stored, hash);
    }
    return { result: answer(first, hash, true) };
  }
  const listed = tallyDifferences(run.kind === 'field_level' ? run.differences : []);
  throwIfProblems(UNFIT_BODY, findRunProblems(run, listed, check, now));
  const arrival = { migrationId, key, check, run, figures };
  const begun = await beginRun(tx, arrival);
  if (begun.tookPlace)
    arrival.figures = await figuresOf(tx, { migrationId, key, run, check, receivedAt: now, witness });
  await storeRun(tx, ctx, { ...arrival, receipt, payload: { hash, bytes } });
  if (run.kind === 'field_level') {
    await insertDifferences(tx, { migrationId, runId: run.runId, openedAt: now, chunk: 0 }, run.differences);
  }
  const { emit, waitsFor } = await finishRun(tx, { ...arrival, listed, begun });
  return { result: answer({ ...receipt, waitsFor }, hash, false), emit };
}
