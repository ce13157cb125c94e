import { isOverride } from '#core/decision/is-override.ts';
import { refusalToTake } from '#core/decision/refusal-to-take.ts';
import {
  type ConditionInput,
  conditionInputSchema,
  decisionOutcomeSchema,
  takeDecisionSchema,
} from '#core/decision/schema.ts';
import { AppError } from '#core/errors.ts';
import { verdictSchema } from '#core/verdict/schema.ts';
import { byOf } from '../by.ts';
import { command } from '../command.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { newId } from '../new-id.ts';
import { OK, okSchema } from '../ok.ts';
import type { Tx } from '../scope.ts';
import { judgeMigration } from '../verdict/judge-migration.ts';
import { lockOpenMeeting, refuseOtherProposal } from './lock-meeting.ts';
import { presentPhase } from './present.ts';

/**
 * Makes the proposal the decision. The verdict is asked again: a go on a snapshot that has become no-go since is an override too.
 * It takes effect when its entry in the audit trail is sealed.
 */
export const takeDecision = command(
  {
    can: 'decision.hold',
    input: takeDecisionSchema,
    output: okSchema,
    audit: 'decision.taken',
  },
  async (tx, ctx, { decisionId, proposedAt }) => {
    const { migrationId } = ctx;
    await lockPlan(tx, migrationId);
    const meeting = await lockOpenMeeting(tx, migrationId, decisionId);
    refuseOtherProposal(meeting, proposedAt);
    const now = ctx.now();
    const { gate, freeze, decision, waiting } = await judgeMigration(tx, migrationId, now);
    const outcome = decisionOutcomeSchema.parse(meeting.proposal);
    const [frozen, live] = [verdictSchema.parse(meeting.verdict), decision.verdict];
    const { reason, proposedById, secondedById } = meeting;
    const waits = meeting.waits || waiting !== null;
    const refusal = refusalToTake({
      phase: presentPhase(meeting.phase),
      proposed: { outcome, reason, byId: proposedById },
      secondedById,
      frozen,
      live,
      gate,
      waits,
      freeze,
    });
    if (refusal) throw new AppError(refusal.code, refusal.message);
    const override = isOverride(outcome, { frozen, live, waits });
    const conditions = conditionInputSchema.array().parse(meeting.proposedConditions);
    const [entryId, by] = [newId(), byOf(ctx)];
    await tx.decision.update({
      where: { migrationId_id: { migrationId, id: decisionId } },
      data: {
        state: 'decided',
        outcome,
        override,
        decidedAt: now,
        decidedById: by.id,
        decidedBy: by.name,
        decidedVerdict: live,
        auditEntryId: entryId,
      },
      select: { id: true },
    });
    await saveConditions(tx, migrationId, decisionId, conditions);
    const votes = await tx.decisionVote.findMany({
      where: { migrationId, decisionId },
      orderBy: { at: 'asc' },
      select: { name: true, role: true, vote: true, comment: true },
    });
    return {
      result: OK,
      change: {
        entryId,
        subject: { type: 'decision', id: decisionId, name: `G-${meeting.number}` },
        after: {
          phase: presentPhase(meeting.phase),
          outcome,
          reason,
          conditions,
          extendedTo: meeting.extendedTo?.toISOString().slice(0, 10) ?? null,
          verdict: { frozen, live },
          waiting: waiting?.changes ?? [],
          override,
          proposedBy: meeting.proposedBy,
          secondedBy: override ? meeting.secondedBy : null,
          independence: override ? meeting.secondIndependence : null,
          votes,
          snapshotHash: meeting.snapshotHash,
        },
      },
      emit: [
        { topic: 'decision', ids: [decisionId] },
        { topic: 'verdict', ids: [] },
      ],
    };
  },
);

async function saveConditions(
  tx: Tx,
  migrationId: string,
  decisionId: string,
  conditions: readonly ConditionInput[],
): Promise<void> {
  await tx.decisionCondition.createMany({
    data: conditions.map(({ text, owner, dueOn }, ordinal) => ({
      id: newId(),
      migrationId,
      decisionId,
      ordinal,
      text,
      owner,
      dueOn: new Date(dueOn),
    })),
  });
}
