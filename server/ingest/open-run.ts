import { openRunSchema, runReceiptSchema } from '#core/run/schema.ts';
import { command } from '../command.ts';
import { payloadOf } from '../payload.ts';
import { getPlannedCheck, wrongKind } from './planned-check.ts';
import { answer, findReceipt, insertReceipt, otherBody, type Receipt } from './receipt.ts';

/** Announces a run whose differences come in chunks. Until it is completed it is no evidence. */
export const openRun = command(
  {
    can: 'evidence.push',
    narrows: true,
    input: openRunSchema,
    output: runReceiptSchema,
    audit: { none: 'Evidence is kept whole and hashed itself.' },
    sqlOnly: true,
  },
  async (tx, ctx, input) => {
    const hash = (ctx.payload ?? payloadOf(input)).hash;
    const check = await getPlannedCheck(tx, ctx, input.checkId);
    if (check.kind !== input.kind) throw wrongKind('/kind', check.kind);
    const openedAt = ctx.now();
    const receipt: Receipt = {
      runId: input.runId,
      checkId: input.checkId,
      state: 'running',
      verdict: 'not_evaluated',
      openedAt,
      receivedAt: null,
      openHash: hash,
      payloadHash: null,
      planVersion: check.migration.planVersion,
      deadlineAt: new Date(openedAt.getTime() + input.deadlineMs),
      supersedesRunId: null,
    };
    if (!(await insertReceipt(tx, ctx.migrationId, receipt))) {
      const first = await findReceipt(tx, ctx.migrationId, input.runId);
      if (first?.openHash !== hash) {
        const stored = first?.checkId === check.id ? (first.openHash ?? first.payloadHash) : null;
        throw otherBody('This run', '/runId', stored, hash);
      }
      // The first answer again, whatever became of the run since.
      const asOpened: Receipt = { ...first, state: 'running', verdict: 'not_evaluated', receivedAt: null };
      return { result: answer(asOpened, hash, true) };
    }
    const keyId = ctx.actor.type === 'agent' ? ctx.actor.keyId : null;
    await tx.$executeRaw`
      INSERT INTO run (migration_id, run_id, opened_at, check_id, dataset_id, kind, state, verdict, text, plan_version,
                       payload_hash, payload_bytes, key_id)
      VALUES (${ctx.migrationId}::uuid, ${input.runId}::uuid, ${openedAt}, ${input.checkId}::uuid, ${check.dataset.id}::uuid,
              ${input.kind}, 'running', 'not_evaluated', 'running', ${receipt.planVersion}, ${hash}, 0, ${keyId}::uuid)`;
    return {
      result: answer(receipt, hash, false),
      emit: [{ topic: 'run', ids: [input.runId] }],
    };
  },
);
