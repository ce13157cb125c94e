import { z } from 'zod';
import {
  type CheckKind,
  checkKindSchema,
  samplingSchema,
  scheduleSchema,
  tolerancesSchema,
} from '#core/check/schema.ts';
import { columnSchema, criticalitySchema } from '#core/dataset/schema.ts';
import { severityOfCriticality } from '#core/discrepancy/severity.ts';
import { AppError } from '#core/errors.ts';
import { planSettingsSchema } from '#core/plan/parts/settings.ts';
import { mayTouchDataset } from '../actor.ts';
import type { MigrationContext } from '../context.ts';
import type { PlacedDataset } from '../discrepancy/store-sightings.ts';
import type { RolledCheck } from '../evidence/place-evidence.ts';
import type { RetiedCheck } from '../evidence/retie-runs.ts';
import type { RawTx } from '../scope.ts';

const DEFAULT_LATE_HOURS = planSettingsSchema.parse({}).lateEvidenceHours;

const plannedCheckSchema = z.object({
  id: z.string(),
  kind: checkKindSchema,
  schedule: scheduleSchema,
  tolerances: tolerancesSchema,
  sampling: samplingSchema.nullable(),
  dataset: z.object({
    id: z.string(),
    name: z.string(),
    keyColumns: z.array(z.string()),
    columns: z.array(columnSchema),
    moneyColumn: z.string().nullable(),
    criticality: criticalitySchema,
    mayBeEmpty: z.boolean(),
    lagMs: z.number(),
  }),
  migration: z.object({
    timeZone: z.string(),
    currency: z.string(),
    planVersion: z.number(),
    lateEvidenceHours: z.number(),
  }),
});

/** A check with all of the plan that its evidence is judged by. */
export type PlannedCheck = z.infer<typeof plannedCheckSchema>;

/** As its rollups need it. */
export function rolledCheck(migrationId: string, { id, migration }: PlannedCheck): RolledCheck {
  return { migrationId, checkId: id, timeZone: migration.timeZone };
}

/** As what a run says about others needs it. */
export function retiedCheck(migrationId: string, check: PlannedCheck): RetiedCheck {
  return { ...rolledCheck(migrationId, check), datasetId: check.dataset.id };
}

/** As the discrepancies of its dataset need it. */
export function placedDataset(migrationId: string, { dataset }: PlannedCheck): PlacedDataset {
  const severity = severityOfCriticality[dataset.criticality];
  return { migrationId, datasetId: dataset.id, datasetName: dataset.name, severity };
}

/** The check of this migration that evidence names, if the actor's key may bring evidence for its dataset. */
export async function getPlannedCheck(tx: RawTx, ctx: MigrationContext, checkId: string): Promise<PlannedCheck> {
  const [found] = await tx.$queryRaw<{ plan: unknown }[]>`
    SELECT json_build_object(
      'id', c.id, 'kind', c.kind, 'schedule', c.schedule, 'tolerances', c.tolerances, 'sampling', c.sampling,
      'dataset', json_build_object(
        'id', d.id, 'name', d.name, 'keyColumns', d.key_columns, 'columns', d.columns, 'moneyColumn', d.money_column,
        'criticality', d.criticality, 'mayBeEmpty', d.may_be_empty, 'lagMs', d.lag_ms),
      'migration', json_build_object('timeZone', m.time_zone, 'currency', m.currency, 'planVersion', m.plan_version,
                                    'lateEvidenceHours', coalesce((m.settings ->> 'lateEvidenceHours')::int, ${DEFAULT_LATE_HOURS}::int))
    ) AS plan
    FROM plan_check c
    JOIN dataset d ON d.migration_id = c.migration_id AND d.id = c.dataset_id
    JOIN migration m ON m.id = c.migration_id
    WHERE c.migration_id = ${ctx.migrationId}::uuid AND c.id = ${checkId}::uuid`;
  if (!found) throw unknownCheck();
  const check = plannedCheckSchema.parse(found.plan);
  if (!mayTouchDataset(ctx.actor, check.dataset.id)) {
    throw new AppError('FORBIDDEN', 'This key is restricted to datasets to which the check does not belong.');
  }
  return check;
}

export function unknownCheck(): AppError {
  return new AppError('UNPROCESSABLE', 'The check is not one of this migration.', {
    problems: [{ pointer: '/checkId', message: 'is not a check of this migration' }],
  });
}

export function wrongKind(pointer: string, planned: CheckKind): AppError {
  return new AppError('UNPROCESSABLE', 'The check is of another kind.', {
    problems: [{ pointer, message: `must be "${planned}", the kind of this check` }],
  });
}
