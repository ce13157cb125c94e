import { evaluateCriterion } from '#core/criteria/registry.ts';
import type { CriterionDefinition, CriterionResult } from '#core/criteria/schema.ts';
import type { Evidence } from '#core/evidence/rollup.ts';
import { criteriaOfGate } from '#core/phase/criteria-of-gate.ts';
import { currentPhase, type PhaseState } from '#core/phase/phase-states.ts';
import { type Decision, decide, type JudgedCriterion } from '#core/verdict/decide.ts';
import { otherReasons } from '#core/verdict/other-reasons.ts';
import { applyWaivers } from '#core/waiver/apply-waiver.ts';
import { loadOpenLoosenings } from '../criterion/load-open-loosenings.ts';
import { criterionColumns, presentCriterion } from '../criterion/present.ts';
import { loadPhases } from '../decision/load-phases.ts';
import { loadEvidence } from '../evidence/load-evidence.ts';
import type { Tx } from '../scope.ts';
import { loadWaivers } from '../waiver/load-waivers.ts';
import { listRecordedOutcomes, type RecordedOutcome } from './recorded-outcomes.ts';

export type Judgement = {
  evidence: Evidence;
  phases: PhaseState[];
  /** The gate that was judged; null: the plan has no phases, or all are left, and every criterion is asked. */
  gate: string | null;
  /** Those of the gate. */
  criteria: JudgedCriterion[];
  decision: Decision;
};

/**
 * The verdict of a migration at a moment: a function of evidence rollups, plan, decisions and time, computed whenever it is asked for.
 * `phase`: at whose gate; left out, at the current one.
 */
export async function judgeMigration(tx: Tx, migrationId: string, now: Date, phase?: string): Promise<Judgement> {
  const rows = await tx.criterion.findMany({
    where: { migrationId },
    orderBy: { id: 'asc' },
    select: criterionColumns,
  });
  const definitions = rows.map(presentCriterion);
  const evidence = await loadEvidence(tx, migrationId, now, ledgerDaysOf(definitions), 'judged days');
  const phases = await loadPhases(tx, migrationId, evidence.startedAt);
  const gate = phase ?? currentPhase(phases)?.name ?? null;
  const recorded = await listRecordedOutcomes(tx, migrationId);
  const waivers = await loadWaivers(tx, migrationId, now);
  const criteria = criteriaOfGate(definitions, gate).map(({ id, key: _, ...definition }) => {
    const result = applyWaivers(evaluateCriterion(definition, evidence, now), id, waivers, now);
    return { id, definition, result, since: sinceOf(result, recorded.get(id), now) };
  });
  const loosened = await loadOpenLoosenings(tx, migrationId);
  const reasons = otherReasons({ windows: evidence.windows, loosened, now });
  return { evidence, phases, gate, criteria, decision: decide(criteria, reasons) };
}

/** The ledger of a streak shows 60 days beyond those it needs; a day more at each end for the migration's zone. */
function ledgerDaysOf(definitions: readonly CriterionDefinition[]): number {
  const streaks = definitions.filter(({ metric }) => metric === 'critical_free_streak');
  return Math.max(0, ...streaks.map(({ threshold }) => Math.ceil(Number(threshold ?? 0)))) + 62;
}

/** Since when the outcome holds; one that nobody recorded yet has just begun. */
function sinceOf(result: CriterionResult, recorded: RecordedOutcome | undefined, now: Date): string | null {
  if (!recorded) return null;
  const same = recorded.outcome === result.outcome && recorded.reason === result.unknownReason;
  return same ? recorded.at.toISOString() : now.toISOString();
}
