import { evaluateCriterion } from '#core/criteria/registry.ts';
import type { CriterionDefinition, CriterionResult } from '#core/criteria/schema.ts';
import type { Evidence } from '#core/evidence/rollup.ts';
import { criteriaOfGate } from '#core/phase/criteria-of-gate.ts';
import { currentPhase, type PhaseState } from '#core/phase/phase-states.ts';
import type { SchemaChange } from '#core/plan/schema-changes.ts';
import { type Decision, decide, type JudgedCriterion } from '#core/verdict/decide.ts';
import { holdsUntil } from '#core/verdict/holds-until.ts';
import { type OpenCondition, otherReasons } from '#core/verdict/other-reasons.ts';
import { applyWaivers, type Waiver } from '#core/waiver/apply-waiver.ts';
import type { LoadedChange } from '../criterion/load-changes.ts';
import { type KnownCriterion, loadCriteria } from '../criterion/load-criteria.ts';
import { loadOpenLoosenings } from '../criterion/load-open-loosenings.ts';
import { loadOpenConditions } from '../decision/load-open-conditions.ts';
import { loadPhases } from '../decision/load-phases.ts';
import { loadEvidence } from '../evidence/load-evidence.ts';
import { loadSchemaChanges } from '../plan/load-schema-changes.ts';
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
  /** What was loosened since the start and waits for a second person. */
  loosened: LoadedChange[];
  decision: Decision;
  /** Until when it stays so if nothing is changed, in milliseconds; the moment it was judged at where it says that something just began. */
  holdsUntil: number;
};

/**
 * The verdict of a migration at a moment: a function of evidence rollups, plan, decisions and time, computed whenever it is asked for.
 * `phase`: at whose gate; left out, at the current one.
 */
export async function judgeMigration(tx: Tx, migrationId: string, now: Date, phase?: string): Promise<Judgement> {
  const ground = await loadGround(tx, migrationId, now);
  const { evidence, phases, loosened, schemaChanges } = ground;
  const gate = phase ?? currentPhase(phases)?.name ?? null;
  const asked = criteriaOfGate(
    ground.criteria.map((criterion) => ({ ...criterion, gates: criterion.definition.gates })),
    gate,
  );
  const criteria = asked.map((criterion) => judgeCriterion(criterion, ground, now));
  const { windows, timeZone } = evidence;
  const { conditions } = ground;
  const reasons = otherReasons({ windows, loosened, schemaChanges, conditions, phases, gate, timeZone, now });
  const justBegan = criteria.some(({ since }) => since === now.toISOString());
  return {
    evidence,
    phases,
    gate,
    criteria,
    loosened,
    decision: decide(criteria, reasons),
    holdsUntil: justBegan ? now.getTime() : holdsUntil(ground, now),
  };
}

/** Everything a judgement rests on. */
export type Ground = {
  criteria: KnownCriterion[];
  evidence: Evidence;
  phases: PhaseState[];
  recorded: ReadonlyMap<string, RecordedOutcome>;
  waivers: Waiver[];
  loosened: LoadedChange[];
  /** Differences of schemas that are open. */
  schemaChanges: SchemaChange[];
  /** Of earlier decisions. */
  conditions: OpenCondition[];
};

/** Of days only those that the present is judged by. `besides`: a definition that is not in the plan and is to be judged as well. */
export async function loadGround(
  tx: Tx,
  migrationId: string,
  now: Date,
  besides: readonly CriterionDefinition[] = [],
): Promise<Ground> {
  const criteria = await loadCriteria(tx, migrationId);
  const ledgerDays = ledgerDaysOf([...criteria.map(({ definition }) => definition), ...besides]);
  const evidence = await loadEvidence(tx, migrationId, now, ledgerDays, 'judged days');
  return {
    criteria,
    evidence,
    phases: await loadPhases(tx, migrationId, evidence.startedAt),
    recorded: await listRecordedOutcomes(tx, migrationId),
    waivers: await loadWaivers(tx, migrationId, now),
    loosened: await loadOpenLoosenings(tx, migrationId, criteria),
    schemaChanges: await loadSchemaChanges(tx, migrationId, evidence.windows),
    conditions: await loadOpenConditions(tx, migrationId),
  };
}

export function judgeCriterion({ id, definition }: KnownCriterion, ground: Ground, now: Date): JudgedCriterion {
  const result = applyWaivers(evaluateCriterion(definition, ground.evidence, now), id, ground.waivers, now);
  return { id, definition, result, since: sinceOf(result, ground.recorded.get(id), now) };
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
