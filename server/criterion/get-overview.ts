import { z } from 'zod';
import { criterionResultSchema } from '#core/criteria/criterion-result.ts';
import { scopeText } from '#core/criteria/definition-text.ts';
import { streakOfCriterion } from '#core/criteria/metrics/critical-free-streak.ts';
import { isStreak, metricOf } from '#core/criteria/registry.ts';
import { criterionDefinitionSchema } from '#core/criteria/schema.ts';
import { pastTrends, withToday } from '#core/criteria/trend.ts';
import { currentPhase } from '#core/phase/phase-states.ts';
import { inMigrationSchema, instantSchema, uuidSchema } from '#core/schema-parts.ts';
import { streakSchema } from '#core/streak/schema.ts';
import { trendPointSchema } from '#core/verdict/schema.ts';
import { isActive } from '#core/waiver/apply-waiver.ts';
import { withAllDays } from '../evidence/load-evidence.ts';
import { query } from '../query.ts';
import { judgeCriterion } from '../verdict/judge-migration.ts';
import { loadVerdictInputs } from '../verdict/load-verdict-inputs.ts';

/** Every criterion of every gate with what it says now: the page of criteria. */
export const getOverview = query(
  {
    can: 'migration.read',
    input: inMigrationSchema,
    output: z.strictObject({
      /** Phases in order, at whose gates criteria are asked. */
      phases: z.array(z.string()),
      /** The gate that comes next. */
      gate: z.string().nullable(),
      datasets: z.array(z.strictObject({ id: uuidSchema, name: z.string() })),
      domains: z.array(z.string()),
      criteria: z.array(
        z.strictObject({
          id: uuidSchema,
          key: z.string(),
          name: z.string(),
          definition: criterionDefinitionSchema,
          scope: z.string(),
          result: criterionResultSchema,
          since: instantSchema.nullable(),
          trend: z.array(trendPointSchema),
          streak: streakSchema.nullable(),
          /** Until when it need not be met. */
          waivedUntil: instantSchema.nullable(),
          /** It was changed, and waits for a second person as it is. */
          unapproved: z.boolean(),
        }),
      ),
    }),
  },
  async (tx, ctx) => {
    const now = ctx.now();
    const inputs = await loadVerdictInputs(tx, ctx.migrationId, now);
    const shown = await withAllDays(tx, ctx.migrationId, inputs.evidence, now);
    const past = pastTrends(
      inputs.criteria.map(({ definition }) => definition),
      shown,
      now,
    );
    const { datasets } = inputs.evidence;
    const names = new Map(datasets.map(({ id, name }) => [id, name]));
    const waiting = inputs.unapproved?.changes.filter(({ part }) => part === 'criteria') ?? [];
    const unapproved = new Set(waiting.map((change) => change.name));
    return {
      phases: inputs.phases.map(({ name }) => name),
      gate: currentPhase(inputs.phases)?.name ?? null,
      datasets: datasets.map(({ id, name }) => ({ id, name })),
      domains: [...new Set(datasets.map(({ domain }) => domain))].sort(),
      criteria: inputs.criteria.map((criterion, i) => {
        const { id, key, definition } = criterion;
        const { result, since } = judgeCriterion(criterion, inputs, now);
        const waiver = inputs.waivers.find((one) => one.criterionId === id && isActive(one, now));
        return {
          id,
          key,
          name: metricOf(definition.metric).name,
          definition,
          scope: scopeText(definition.scope, (datasetId) => names.get(datasetId) ?? datasetId),
          result,
          since,
          trend: withToday(definition, past[i] ?? [], shown, now, () => result.value),
          streak: isStreak(definition) ? streakOfCriterion(definition, inputs.evidence, now) : null,
          waivedUntil: waiver?.expiresAt ?? null,
          unapproved: unapproved.has(key),
        };
      }),
    };
  },
);
