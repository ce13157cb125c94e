import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { countSchema, inMigrationSchema, uuidSchema } from '#core/schema-parts.ts';
import { byOf } from '../by.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import { command } from '../command.ts';
import type { MigrationContext } from '../context.ts';
import { loadCriteria } from '../document/load-criteria.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';
import { findUnapproved } from '../strictness/find-unapproved.ts';
import { getVerdict } from '../verdict/get-verdict.ts';
import { loadWaivers } from '../waiver/load-waivers.ts';
import { loadApprovals, loadDoneAlone } from './load-approvals.ts';

/** Opens a meeting about the gate that comes next: what everybody will look at is written down once, and never computed again. */
export const freezeVerdict = command(
  {
    can: 'decision.hold',
    input: inMigrationSchema,
    output: z.strictObject({ id: uuidSchema, number: countSchema }),
    audit: 'decision.frozen',
  },
  async (tx, ctx) => {
    const { migrationId } = ctx;
    await lockPlan(tx, migrationId);
    const { slug, planVersion } = await tx.migration.findUniqueOrThrow({
      where: { id: migrationId },
      select: { slug: true, planVersion: true },
    });
    await refuseWhileSealing(tx, migrationId);
    const answer = await getVerdict.within(tx, ctx, { slug });
    const phase = answer.gate ?? '';
    await refuseSecondMeeting(tx, migrationId, phase);
    const newest = await tx.decision.aggregate({ where: { migrationId }, _max: { number: true } });
    const [id, number, frozenAt, by] = [newId(), (newest._max.number ?? 0) + 1, ctx.now(), byOf(ctx)];
    const snapshot = canonicalJson({
      v: 1,
      number,
      phase: answer.gate,
      frozenAt: frozenAt.toISOString(),
      frozenBy: by.name,
      ...(await factsBehind(tx, ctx, planVersion, answer.criteria)),
      answer,
    });
    const snapshotHash = sha256(snapshot);
    await tx.decision.create({
      data: {
        id,
        migrationId,
        number,
        phase,
        state: 'open',
        frozenAt,
        frozenById: by.id,
        frozenBy: by.name,
        planVersion,
        snapshot,
        snapshotHash,
        verdict: answer.verdict,
        waits: answer.waiting !== null,
      },
      select: { id: true },
    });
    return {
      result: { id, number },
      change: {
        subject: { type: 'decision', id, name: `G-${number}` },
        after: { phase: answer.gate, verdict: answer.verdict, waiting: answer.waiting, planVersion, snapshotHash },
      },
      emit: [{ topic: 'decision', ids: [id] }],
    };
  },
);

/** The last decision may move the gate as soon as it takes effect. */
async function refuseWhileSealing(tx: Tx, migrationId: string): Promise<void> {
  const [waiting] = await tx.$queryRaw<{ number: number }[]>`
    SELECT d.number FROM decision d LEFT JOIN audit_seal s ON s.entry_id = d.audit_entry_id
    WHERE d.migration_id = ${migrationId}::uuid AND d.state = 'decided' AND s.entry_id IS NULL LIMIT 1`;
  if (waiting) throw new AppError('CONFLICT', `G-${waiting.number} is being sealed. Try again in a moment.`);
}

async function refuseSecondMeeting(tx: Tx, migrationId: string, phase: string): Promise<void> {
  const open = await tx.decision.findFirst({ where: { migrationId, phase, state: 'open' }, select: { number: true } });
  if (open) throw new AppError('CONFLICT', `A meeting about this gate is open already: G-${open.number}.`);
}

type Criteria = readonly { result: { evidence: { runIds: readonly string[] } } }[];

/** What the answer was computed from, as far as it does not state that itself: enough to check it years later. */
async function factsBehind(tx: Tx, ctx: MigrationContext, planVersion: number, criteria: Criteria) {
  const { migrationId } = ctx;
  const plan = await tx.planVersion.findUniqueOrThrow({
    where: { migrationId_version: { migrationId, version: planVersion } },
    select: { version: true, hash: true },
  });
  const known = await loadCriteria(tx, migrationId);
  const runIds = [...new Set(criteria.flatMap(({ result }) => result.evidence.runIds))];
  const runs = await tx.run.findMany({
    where: { migrationId, runId: { in: runIds } },
    orderBy: { runId: 'asc' },
    select: { runId: true, checkId: true, payloadHash: true },
  });
  return {
    plan,
    definitions: known.map(({ id, key, definition }) => ({ id, key, ...definition })),
    waivers: await loadWaivers(tx, migrationId, ctx.now()),
    unapproved: await findUnapproved(tx, migrationId),
    approvals: await loadApprovals(tx, migrationId),
    doneAlone: await loadDoneAlone(tx, migrationId),
    runs,
  };
}
