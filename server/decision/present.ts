import type { z } from 'zod';
import { isDissent } from '#core/decision/is-dissent.ts';
import {
  type castVoteViewSchema,
  conditionInputSchema,
  type conditionViewSchema,
  type DecisionListItem,
  decisionOutcomeSchema,
  meetingStateSchema,
  proposalSchema,
  voteSchema,
} from '#core/decision/schema.ts';
import { verdictSchema } from '#core/verdict/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';

export const meetingColumns = {
  id: true,
  number: true,
  phase: true,
  state: true,
  frozenAt: true,
  frozenBy: true,
  frozenById: true,
  planVersion: true,
  snapshotHash: true,
  verdict: true,
  waits: true,
  proposal: true,
  reason: true,
  proposedConditions: true,
  extendedTo: true,
  proposedAt: true,
  proposedBy: true,
  proposedById: true,
  secondedAt: true,
  secondedBy: true,
  secondedById: true,
  secondComment: true,
  secondIndependence: true,
  outcome: true,
  override: true,
  decidedAt: true,
  decidedBy: true,
  decidedById: true,
  decidedVerdict: true,
  withdrawnAt: true,
  withdrawnBy: true,
  auditEntryId: true,
} as const satisfies Prisma.DecisionSelect;
export type MeetingRow = Prisma.DecisionGetPayload<{ select: typeof meetingColumns }>;

export const voteColumns = {
  decisionId: true,
  userId: true,
  name: true,
  role: true,
  vote: true,
  comment: true,
  at: true,
} as const satisfies Prisma.DecisionVoteSelect;
export type VoteRow = Prisma.DecisionVoteGetPayload<{ select: typeof voteColumns }>;

export const conditionColumns = {
  id: true,
  decisionId: true,
  text: true,
  owner: true,
  dueOn: true,
  doneAt: true,
  doneBy: true,
  evidence: true,
} as const satisfies Prisma.DecisionConditionSelect;
export type ConditionRow = Prisma.DecisionConditionGetPayload<{ select: typeof conditionColumns }>;

const day = (date: Date): string => date.toISOString().slice(0, 10);

export const presentPhase = (phase: string): string | null => (phase === '' ? null : phase);

function proposalOf(row: MeetingRow): DecisionListItem['proposal'] {
  if (row.proposal === null || row.proposedAt === null) return null;
  const { conditions, ...proposal } = proposalSchema.parse({
    outcome: row.proposal,
    reason: row.reason,
    conditions: conditionInputSchema.array().parse(row.proposedConditions),
    extendedTo: row.extendedTo === null ? null : day(row.extendedTo),
  });
  return { ...proposal, conditions, ...by(row.proposedAt, row.proposedBy, row.proposedById) };
}

const by = (at: Date, name: string | null, byId: string | null) => ({ at: at.toISOString(), by: name ?? '', byId });

function decidedOf(row: MeetingRow, sealedAt: Date | undefined): DecisionListItem['decided'] {
  if (row.outcome === null || row.decidedAt === null) return null;
  return {
    ...by(row.decidedAt, row.decidedBy, row.decidedById),
    outcome: decisionOutcomeSchema.parse(row.outcome),
    override: row.override,
    verdict: verdictSchema.parse(row.decidedVerdict),
    sealedAt: sealedAt?.toISOString() ?? null,
  };
}

function presentVote(
  { decisionId: _, at, ...row }: VoteRow,
  outcome: string | null,
): z.infer<typeof castVoteViewSchema> {
  const vote = voteSchema.parse(row.vote);
  const dissents = outcome === null ? null : isDissent(vote, decisionOutcomeSchema.parse(outcome));
  return { ...row, vote, at: at.toISOString(), dissents };
}

function presentCondition(
  { decisionId: _, doneAt, doneBy, evidence, dueOn, ...row }: ConditionRow,
  today: string,
): z.infer<typeof conditionViewSchema> {
  const done = doneAt === null ? null : { at: doneAt.toISOString(), by: doneBy ?? '', evidence };
  return { ...row, dueOn: day(dueOn), done, overdue: done === null && day(dueOn) < today };
}

type MeetingDetails = {
  votes: readonly VoteRow[];
  conditions: readonly ConditionRow[];
  sealedAt: Date | undefined;
  /** In the migration's zone. */
  today: string;
};

export function presentMeeting(
  row: MeetingRow,
  { votes, conditions, sealedAt, today }: MeetingDetails,
): DecisionListItem {
  const { secondedAt, withdrawnAt } = row;
  return {
    id: row.id,
    number: row.number,
    phase: presentPhase(row.phase),
    state: meetingStateSchema.parse(row.state),
    frozen: by(row.frozenAt, row.frozenBy, row.frozenById),
    planVersion: row.planVersion,
    snapshotHash: row.snapshotHash,
    verdict: verdictSchema.parse(row.verdict),
    waits: row.waits,
    proposal: proposalOf(row),
    second:
      secondedAt === null
        ? null
        : {
            ...by(secondedAt, row.secondedBy, row.secondedById),
            comment: row.secondComment,
            independence: row.secondIndependence,
          },
    votes: votes.map((vote) => presentVote(vote, row.outcome)),
    decided: decidedOf(row, sealedAt),
    conditions: conditions.map((condition) => presentCondition(condition, today)),
    withdrawn: withdrawnAt === null ? null : { at: withdrawnAt.toISOString(), by: row.withdrawnBy ?? '' },
  };
}
