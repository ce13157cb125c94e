import { streakOfCriterion } from '#core/criteria/critical-free-streak.ts';
import { metricOf } from '#core/criteria/registry.ts';
import { trendOf } from '#core/criteria/trend.ts';
import type { Evidence } from '#core/evidence/rollup.ts';
import { earliest } from '#core/time/instant.ts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { withAllDays } from '../evidence/load-evidence.ts';
import { headColumns } from '../migration/present.ts';
import type { Tx } from '../scope.ts';
import { countDiscrepancies } from './count-discrepancies.ts';
import { type Judgement, judgeMigration } from './judge-migration.ts';

/** What the go / no-go page is made of. */
export type LoadedVerdict = Pick<GoNoGo, 'migration' | 'planHash' | 'discrepancies'> & {
  judgement: Judgement;
  /** With the days that trends are made of. */
  shown: Evidence;
  now: Date;
};

export async function loadVerdict(tx: Tx, migrationId: string, now: Date): Promise<LoadedVerdict> {
  const migration = await tx.migration.findUniqueOrThrow({ where: { id: migrationId }, select: headColumns });
  const judgement = await judgeMigration(tx, migrationId, now);
  const plan = await tx.planVersion.findUnique({
    where: { migrationId_version: { migrationId, version: migration.planVersion } },
    select: { hash: true },
  });
  return {
    migration,
    planHash: plan?.hash ?? null,
    judgement,
    shown: await withAllDays(tx, migrationId, judgement.evidence, now),
    discrepancies: await countDiscrepancies(tx, migrationId, judgement.evidence, now),
    now,
  };
}

export function presentVerdict({ migration, planHash, judgement, shown, discrepancies, now }: LoadedVerdict): GoNoGo {
  const { evidence, phases, gate, criteria, loosened, decision } = judgement;
  const streak = criteria.find(({ definition }) => definition.metric === 'critical_free_streak');
  return {
    migration,
    computedAt: now.toISOString(),
    planHash,
    phases,
    gate,
    ...decision,
    loosened: loosened.map(({ subject, subjectId, key, at, by }) => ({ subject, subjectId, key, at, by })),
    oldestEvidenceAt: earliest(criteria.flatMap(({ result }) => result.evidence.oldestAsOf ?? [])),
    criteria: criteria.map(({ id, definition, result }) => ({
      id,
      metric: definition.metric,
      name: metricOf(definition.metric).name,
      scope: definition.scope,
      blocking: definition.blocking,
      ownerTeam: definition.ownerTeam,
      result,
      trend: trendOf(definition, shown, now),
    })),
    streak: streak ? streakOfCriterion(streak.definition, evidence, now) : null,
    discrepancies,
  };
}
