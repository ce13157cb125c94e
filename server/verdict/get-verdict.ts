import { z } from 'zod';
import { streakOfCriterion } from '#core/criteria/critical-free-streak.ts';
import { metricOf } from '#core/criteria/registry.ts';
import { trendOf } from '#core/criteria/trend.ts';
import { slugSchema } from '#core/schema-parts.ts';
import { earliest } from '#core/time/instant.ts';
import { goNoGoSchema } from '#core/verdict/schema.ts';
import { withAllDays } from '../evidence/load-evidence.ts';
import { headColumns } from '../migration/present.ts';
import { query } from '../query.ts';
import { countDiscrepancies } from './count-discrepancies.ts';
import { judgeMigration } from './judge-migration.ts';

/** The whole go / no-go page. */
export const getVerdict = query(
  { can: 'verdict.read', input: z.strictObject({ slug: slugSchema.optional() }), output: goNoGoSchema },
  async (tx, ctx) => {
    const { migrationId } = ctx;
    const now = ctx.now();
    const migration = await tx.migration.findUniqueOrThrow({ where: { id: migrationId }, select: headColumns });
    const { evidence, phases, gate, criteria, loosened, decision } = await judgeMigration(tx, migrationId, now);
    const shown = await withAllDays(tx, migrationId, evidence, now);
    const plan = await tx.planVersion.findUnique({
      where: { migrationId_version: { migrationId, version: migration.planVersion } },
      select: { hash: true },
    });
    const streak = criteria.find(({ definition }) => definition.metric === 'critical_free_streak');
    return {
      migration,
      computedAt: now.toISOString(),
      planHash: plan?.hash ?? null,
      phases,
      gate,
      ...decision,
      loosened: loosened.map(({ criterionId, key, at, by }) => ({ criterionId, key, at, by })),
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
      discrepancies: await countDiscrepancies(tx, migrationId, evidence, now),
    };
  },
);
