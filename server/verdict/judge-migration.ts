import type { CriterionResult } from '#core/criteria/criterion-result.ts';
import { evaluateCriterion } from '#core/criteria/registry.ts';
import type { Evidence } from '#core/evidence/rollup.ts';
import type { PlanItem } from '#core/part/plan-parts.ts';
import { criteriaOfGate } from '#core/phase/criteria-of-gate.ts';
import { currentPhase, type PhaseState } from '#core/phase/phase-states.ts';
import { isSame } from '#core/plan/diff-plan.ts';
import { openFreeze } from '#core/plan/freeze.ts';
import { criteriaOfBoth, type ShownCriterion } from '#core/verdict/criteria-of-both.ts';
import { type Decision, decide } from '#core/verdict/decide.ts';
import { decideBoth, type JudgedGate, takenOutPhase, unapprovedPhase } from '#core/verdict/decide-both.ts';
import { holdsUntil } from '#core/verdict/holds-until.ts';
import type { JudgedCriterion } from '#core/verdict/judged-criterion.ts';
import { otherReasons } from '#core/verdict/other-reasons.ts';
import type { WaitingPlan } from '#core/verdict/schema.ts';
import { applyWaivers } from '#core/waiver/apply-waiver.ts';
import type { KnownCriterion } from '../document/load-criteria.ts';
import type { Tx } from '../scope.ts';
import { loadVerdictInputs, type PlanInputs, type VerdictInputs } from './load-verdict-inputs.ts';
import type { RecordedOutcome } from './recorded-outcomes.ts';

export type Judgement = {
  evidence: Evidence;
  phases: PhaseState[];
  /** The gate that was judged; null: the plan has no phases, or all are left, and every criterion is asked. */
  gate: string | null;
  /** Those of the gate. */
  criteria: JudgedCriterion[];
  /** The same, and beside them what only one of the two plans asks, or asks so. */
  shown: ShownCriterion[];
  /** What of the plan waits for a second person; null: nothing. Everything beside it and the decision is of the plan as it stands. */
  waiting: WaitingPlan | null;
  /** The plan under which a forecast is made: the approved one while that is no better, for it counts until the other is approved. */
  counting: Pick<PlanInputs, 'evidence' | 'phases'> & Pick<Judged, 'gate' | 'criteria'>;
  /** The freeze that is open, under either plan. */
  freeze: PlanItem<'calendar'> | null;
  decision: Decision;
  /** Until when it stays so if nothing is changed, in milliseconds; the moment it was judged at where it says that something just began. */
  holdsUntil: number;
};

/**
 * The verdict of a migration at a moment: a function of evidence rollups, plan, decisions and time, computed whenever it is asked for. While
 * something of the plan waits for a second person it is the worse of two: under the plan as it was approved, and as it stands.
 * `phase`: at whose gate; left out, at the current one.
 */
export async function judgeMigration(tx: Tx, migrationId: string, now: Date, phase?: string): Promise<Judgement> {
  const inputs = await loadVerdictInputs(tx, migrationId, now);
  const { evidence, phases, unapproved } = inputs;
  const standing = judgeStanding(inputs, now, phase);
  const approved = unapproved && judgeApproved(unapproved.inputs, standing, now, phase);
  const { waiting, ...decision } = approved
    ? decideBoth(approved, standing, unapproved.changes)
    : { ...decide(standing.criteria, standing.reasons), waiting: null };
  const { gate, criteria } = standing;
  const windows = [...evidence.windows, ...(unapproved?.inputs.evidence.windows ?? [])];
  const justBegan = criteria.some(({ since }) => since === now.toISOString());
  const inputsOfBoth = [inputs, ...(unapproved ? [unapproved.inputs] : [])];
  return {
    evidence,
    phases,
    gate,
    criteria,
    shown: approved ? criteriaOfBoth(approved.criteria, criteria) : criteria,
    waiting,
    counting:
      approved && waiting?.approved.verdict === decision.verdict
        ? { ...approved, phases: unapproved.inputs.phases }
        : { ...standing, phases },
    freeze: openFreeze(windows, now),
    decision,
    holdsUntil: justBegan ? now.getTime() : Math.min(...inputsOfBoth.map((one) => holdsUntil(one, now))),
  };
}

type Judged = JudgedGate & { criteria: JudgedCriterion[]; evidence: Evidence };

function judgeGateOf(inputs: PlanInputs, now: Date, phase: string | undefined, known: Known = () => null): Judged {
  const { evidence, phases, schemaChanges, conditions } = inputs;
  const gate = phase ?? currentPhase(phases)?.name ?? null;
  const asked = criteriaOfGate(
    inputs.criteria.map((criterion) => ({ ...criterion, gates: criterion.definition.gates })),
    gate,
  );
  const { windows, timeZone } = evidence;
  return {
    gate,
    evidence,
    criteria: asked.map((criterion) => known(criterion) ?? judgeCriterion(criterion, inputs, now)),
    reasons: otherReasons({ windows, schemaChanges, conditions, phases, gate, timeZone, now }),
  };
}

type Known = (criterion: KnownCriterion) => JudgedCriterion | null;

/** A gate that only the approved plan has is left out by a change that waits: nothing is left at it. */
function judgeStanding(inputs: VerdictInputs, now: Date, phase: string | undefined): Judged {
  const approved = inputs.unapproved?.inputs;
  if (phase === undefined || hasPhase(inputs, phase) || !approved || !hasPhase(approved, phase)) {
    return judgeGateOf(inputs, now, phase);
  }
  const judged = judgeGateOf(inputs, now, undefined);
  return { ...judged, reasons: [takenOutPhase(phase), ...judged.reasons] };
}

const hasPhase = ({ phases }: Pick<PlanInputs, 'phases'>, phase: string): boolean =>
  phases.some(({ name }) => name === phase);

/** What is the same in both plans is judged once. A gate that was not approved is not there yet. */
function judgeApproved(inputs: PlanInputs, standing: Judged, now: Date, phase: string | undefined): Judged {
  const byId = new Map(standing.criteria.map((criterion) => [criterion.id, criterion]));
  const known: Known = ({ id, definition }) => {
    const judged = byId.get(id);
    return judged && inputs.evidence === standing.evidence && isSame(judged.definition, definition) ? judged : null;
  };
  const isThere = phase === undefined || hasPhase(inputs, phase);
  const judged = judgeGateOf(inputs, now, isThere ? phase : undefined, known);
  const criteria = judged.criteria.map((one) => (byId.get(one.id) === one ? one : withoutMoment(one, now)));
  const reasons = isThere ? judged.reasons : [unapprovedPhase(phase), ...judged.reasons];
  return { ...judged, criteria, reasons };
}

/** Outcomes are written down as they are under the plan as it stands: since when it is another one under this, nobody has noted. */
const withoutMoment = (criterion: JudgedCriterion, now: Date): JudgedCriterion =>
  criterion.since === now.toISOString() ? { ...criterion, since: null } : criterion;

export function judgeCriterion({ id, definition }: KnownCriterion, inputs: PlanInputs, now: Date): JudgedCriterion {
  const result = applyWaivers(evaluateCriterion(definition, inputs.evidence, now), id, inputs.waivers, now);
  return { id, definition, result, since: sinceOf(result, inputs.recorded.get(id), now) };
}

/** Since when the outcome holds; one that nobody recorded yet has just begun. */
function sinceOf(result: CriterionResult, recorded: RecordedOutcome | undefined, now: Date): string | null {
  if (!recorded) return null;
  const same = recorded.outcome === result.outcome && recorded.reason === result.unknownReason;
  return same ? recorded.at.toISOString() : now.toISOString();
}
