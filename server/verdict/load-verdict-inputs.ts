import { isStreak } from '#core/criteria/registry.ts';
import type { CriterionDefinition } from '#core/criteria/schema.ts';
import type { Evidence } from '#core/evidence/rollup.ts';
import { type PhaseState, phaseStates } from '#core/phase/phase-states.ts';
import { approvedCheckIds, approvedCriteria, concernsEvidence } from '#core/plan/approved-plan.ts';
import { evidenceUnder } from '#core/plan/evidence-under.ts';
import type { SchemaChange } from '#core/plan/schema-changes.ts';
import type { OpenCondition } from '#core/verdict/other-reasons.ts';
import type { WaitingChange } from '#core/verdict/schema.ts';
import type { Waiver } from '#core/waiver/apply-waiver.ts';
import { type KnownCriterion, loadCriteria } from '../document/load-criteria.ts';
import { type Besides, loadEvidenceBesides } from '../evidence/load-evidence.ts';
import { loadGateDecisions, loadPhaseNames } from '../phase/load-phases.ts';
import { loadSchemaChanges } from '../plan/load-schema-changes.ts';
import type { Tx } from '../scope.ts';
import { findUnapproved, type Unapproved } from '../strictness/find-unapproved.ts';
import { loadWaitingChanges } from '../strictness/load-waiting-changes.ts';
import { loadWaivers } from '../waiver/load-waivers.ts';
import { loadOpenConditions } from './load-open-conditions.ts';
import { listRecordedOutcomes, type RecordedOutcome } from './recorded-outcomes.ts';

/** The inputs of a verdict under one plan. */
export type PlanInputs = {
  criteria: KnownCriterion[];
  evidence: Evidence;
  phases: PhaseState[];
  recorded: ReadonlyMap<string, RecordedOutcome>;
  waivers: Waiver[];
  /** Differences of schemas that are open. */
  schemaChanges: SchemaChange[];
  /** Of earlier decisions. */
  conditions: OpenCondition[];
};

/** The inputs of a verdict: under the plan as it stands, and under the approved plan where that is another one. */
export type VerdictInputs = PlanInputs & { unapproved: { inputs: PlanInputs; changes: WaitingChange[] } | null };

/** Of days only those that the present is judged by. `besides`: a definition that is not in the plan and is to be judged as well. */
export async function loadVerdictInputs(
  tx: Tx,
  migrationId: string,
  now: Date,
  besides: readonly CriterionDefinition[] = [],
): Promise<VerdictInputs> {
  const criteria = await loadCriteria(tx, migrationId);
  const unapproved = await findUnapproved(tx, migrationId);
  const approved = unapproved && approvedCriteria(unapproved.plan);
  const asked = [...criteria, ...(approved ?? [])].map(({ definition }) => definition);
  const ledgerDays = ledgerDaysOf([...asked, ...besides]);
  const { evidence, retired } = await loadEvidenceBesides(tx, migrationId, now, ledgerDays, besidesOf(unapproved));
  const decisions = await loadGateDecisions(tx, migrationId);
  const phasesOf = (names: readonly string[]) => phaseStates(names, decisions, evidence.startedAt);
  const calendar = [...evidence.windows, ...(unapproved?.plan.document.calendar ?? []).map((entry) => ({ entry }))];
  const schemaChanges = await loadSchemaChanges(tx, migrationId, calendar);
  const inputs: PlanInputs = {
    criteria,
    evidence,
    phases: phasesOf(await loadPhaseNames(tx, migrationId)),
    recorded: await listRecordedOutcomes(tx, migrationId),
    waivers: await loadWaivers(tx, migrationId, now),
    schemaChanges,
    conditions: await loadOpenConditions(tx, migrationId),
  };
  if (!unapproved || !approved) return { ...inputs, unapproved: null };
  const { plan, waiting } = unapproved;
  return {
    ...inputs,
    unapproved: {
      inputs: {
        ...inputs,
        criteria: approved,
        evidence: waiting.some(concernsEvidence) ? evidenceUnder(plan, evidence, retired, now) : evidence,
        phases: phasesOf(plan.document.phases.map(({ name }) => name)),
      },
      changes: await loadWaitingChanges(tx, migrationId, waiting),
    },
  };
}

/** What the approved plan asks of evidence that the plan as it stands does not. */
function besidesOf(unapproved: Unapproved | null): Besides {
  if (!unapproved) return { checkIds: [], ends: [] };
  const { plan } = unapproved;
  const ends = plan.document.calendar.flatMap(({ kind, to }) => (kind === 'month_end' ? [to] : []));
  return { checkIds: approvedCheckIds(plan), ends };
}

/** The ledger of a streak shows 60 days beyond those it needs; a day more at each end for the migration's zone. */
function ledgerDaysOf(definitions: readonly CriterionDefinition[]): number {
  const streaks = definitions.filter((definition) => isStreak(definition));
  return Math.max(0, ...streaks.map(({ threshold }) => Math.ceil(Number(threshold ?? 0)))) + 62;
}
