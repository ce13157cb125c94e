import { streakOfCriterion } from '#core/criteria/metrics/critical-free-streak.ts';
import { isStreak, metricOf } from '#core/criteria/registry.ts';
import { pastTrends, withToday } from '#core/criteria/trend.ts';
import type { Evidence } from '#core/evidence/rollup.ts';
import { dayOf } from '#core/time/day.ts';
import { earliest } from '#core/time/instant.ts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { withAllDays } from '../evidence/load-evidence.ts';
import type { Tx } from '../scope.ts';
import type { PastTrends } from './cache-verdict.ts';
import { countDiscrepancies } from './count-discrepancies.ts';
import { headColumns } from './head-columns.ts';
import { type Judgement, judgeMigration } from './judge-migration.ts';

/** What the go / no-go page is made of. */
export type LoadedVerdict = Pick<GoNoGo, 'migration' | 'planHash' | 'discrepancies'> & {
  judgement: Judgement;
  /** What is known of trends already, or else the evidence with the days that they are made of. */
  past: PastTrends | Evidence;
  now: Date;
};

/** `findPast`: what is known of trends up to a day that is not over. */
export async function loadVerdict(
  tx: Tx,
  migrationId: string,
  now: Date,
  findPast: (today: string) => Promise<PastTrends | null> = async () => null,
): Promise<LoadedVerdict> {
  const migration = await tx.migration.findUniqueOrThrow({ where: { id: migrationId }, select: headColumns });
  const judgement = await judgeMigration(tx, migrationId, now);
  const plan = await tx.planVersion.findUnique({
    where: { migrationId_version: { migrationId, version: migration.planVersion } },
    select: { hash: true },
  });
  const { criteria, evidence } = judgement;
  const known = await findPast(dayOf(now.getTime(), evidence.timeZone));
  const isWhole = known !== null && criteria.every(({ id }) => known.points.has(id));
  return {
    migration,
    planHash: plan?.hash ?? null,
    judgement,
    past: isWhole ? known : await withAllDays(tx, migrationId, evidence, now),
    discrepancies: await countDiscrepancies(tx, migrationId, evidence, now),
    now,
  };
}

/** Trends up to the day that is not over. */
export function trendsOf({ judgement: { criteria }, past, now }: LoadedVerdict): PastTrends {
  if ('points' in past) return past;
  const points = pastTrends(
    criteria.map(({ definition }) => definition),
    past,
    now,
  );
  return {
    today: dayOf(now.getTime(), past.timeZone),
    points: new Map(criteria.map(({ id }, i) => [id, points[i] ?? []])),
  };
}

export function presentVerdict(loaded: LoadedVerdict, { points }: PastTrends = trendsOf(loaded)): GoNoGo {
  const { migration, planHash, judgement, discrepancies, now } = loaded;
  const { evidence, phases, gate, criteria, shown, waiting, decision } = judgement;
  const streak = criteria.find(({ definition }) => isStreak(definition));
  return {
    migration,
    computedAt: now.toISOString(),
    planHash,
    phases,
    gate,
    ...decision,
    waiting,
    oldestEvidenceAt: earliest(shown.flatMap(({ result }) => result.evidence.oldestAsOf ?? [])),
    criteria: shown.map(({ id, definition, result, onlyUnder }) => ({
      id,
      metric: definition.metric,
      name: metricOf(definition.metric).name,
      scope: definition.scope,
      blocking: definition.blocking,
      ownerTeam: definition.ownerTeam,
      result,
      trend:
        onlyUnder === 'approved' ? [] : withToday(definition, points.get(id) ?? [], evidence, now, () => result.value),
      ...(onlyUnder && { onlyUnder }),
    })),
    streak: streak ? streakOfCriterion(streak.definition, evidence, now) : null,
    discrepancies,
  };
}
