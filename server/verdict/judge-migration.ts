import { evaluateCriterion } from '#core/criteria/registry.ts';
import type { CriterionDefinition, CriterionResult } from '#core/criteria/schema.ts';
import type { Evidence } from '#core/evidence/rollup.ts';
import { type Decision, decide, type JudgedCriterion } from '#core/verdict/decide.ts';
import { criterionColumns, presentCriterion } from '../criterion/present.ts';
import { loadEvidence } from '../evidence/load-evidence.ts';
import type { Tx } from '../scope.ts';
import { listRecordedOutcomes, type RecordedOutcome } from './recorded-outcomes.ts';

export type Judgement = { evidence: Evidence; criteria: JudgedCriterion[]; decision: Decision };

/** The verdict of a migration at a moment: a function of evidence rollups, plan and time, computed whenever it is asked for. */
export async function judgeMigration(tx: Tx, migrationId: string, now: Date): Promise<Judgement> {
  const rows = await tx.criterion.findMany({
    where: { migrationId },
    orderBy: { id: 'asc' },
    select: criterionColumns,
  });
  const definitions = rows.map(presentCriterion);
  const evidence = await loadEvidence(tx, migrationId, now, ledgerDaysOf(definitions));
  const recorded = await listRecordedOutcomes(tx, migrationId);
  const criteria = definitions.map(({ id, ...definition }) => {
    const result = evaluateCriterion(definition, evidence, now);
    return { id, definition, result, since: sinceOf(result, recorded.get(id), now) };
  });
  return { evidence, criteria, decision: decide(criteria) };
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
