import { z } from 'zod';
import type { CheckKind } from '#core/check/kinds.ts';
import { checkKindSchema, type Schedule, samplingSchema, scheduleSchema } from '#core/check/schema.ts';
import { tolerancesSchema } from '#core/check/tolerances.ts';
import { judgedBy } from '#core/dataset/in-force.ts';
import { datasetDefinitionSchema, declaredDatasetSchema } from '#core/dataset/schema.ts';
import { severityOfCriticality } from '#core/discrepancy/severity.ts';
import { AppError } from '#core/errors.ts';
import { planSettingsSchema } from '#core/plan/settings.ts';
import type { ColumnsOfPlan } from '#core/run/uncompared-columns.ts';
import { mayTouchDataset } from '../actor.ts';
import type { MigrationContext } from '../context.ts';
import type { PlacedDataset } from '../discrepancy/insert-groups.ts';
import type { RolledCheck } from '../evidence/place-evidence.ts';
import type { RetiedCheck } from '../evidence/retie-runs.ts';
import type { RawTx } from '../scope.ts';

const DEFAULT_LATE_HOURS = planSettingsSchema.parse({}).lateEvidenceHours;

const datasetSchema = z.object({
  id: z.string(),
  ...datasetDefinitionSchema.pick({
    name: true,
    keyColumns: true,
    columns: true,
    moneyColumn: true,
    criticality: true,
    mayBeEmpty: true,
    lagMs: true,
  }).shape,
});

const storedCheckSchema = z.object({
  id: z.string(),
  kind: checkKindSchema,
  enabled: z.boolean(),
  schedule: scheduleSchema,
  tolerances: tolerancesSchema,
  sampling: samplingSchema.nullable(),
  dataset: datasetSchema,
  /** The dataset as it was approved, while a change of it waits for a second person. */
  approved: declaredDatasetSchema.nullable(),
  /** Of the plan, and of the plan as it was approved while a change of it waits. */
  scenarios: z.array(z.string()),
  approvedScenarios: z.array(z.string()).nullable(),
  migration: z.object({
    timeZone: z.string(),
    currency: z.string(),
    planVersion: z.number(),
    lateEvidenceHours: z.number(),
  }),
});

type StoredCheck = z.infer<typeof storedCheckSchema>;

/** A check with all of the plan that its evidence is judged by. */
export type PlannedCheck = Omit<StoredCheck, 'enabled' | 'schedule' | 'approved' | 'approvedScenarios'> & {
  /** A result speaks for as long as all of them let it. */
  schedules: readonly [Schedule, ...Schedule[]];
  /** By whose key rows are paired: of the dataset as approved, which agents go on comparing. */
  pairing: ColumnsOfPlan;
};

/** While a change of its dataset waits, evidence is judged so that it holds under both plans. */
function asJudged({ enabled, schedule, approved, approvedScenarios, ...stored }: StoredCheck): PlannedCheck {
  const both = stored.scenarios.filter((name) => approvedScenarios === null || approvedScenarios.includes(name));
  const check = { ...stored, scenarios: both.length > 0 ? both : (approvedScenarios ?? []) };
  if (approved === null) return { ...check, schedules: [schedule], pairing: check.dataset };
  const { kind, tolerances, sampling } = check;
  const own = { kind, schedule, tolerances, sampling };
  const dataset = judgedBy(approved, { ...check.dataset, checks: enabled ? [own] : [] });
  const judged = dataset.checks.find((one) => one.kind === kind) ?? own;
  const known = approved.checks.find((one) => one.kind === kind);
  return {
    ...check,
    tolerances: judged.tolerances,
    sampling: judged.sampling,
    pairing: approved,
    schedules: known ? [schedule, known.schedule] : [schedule],
    dataset: { ...check.dataset, ...datasetSchema.omit({ id: true, name: true }).parse(dataset) },
  };
}

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
      'id', c.id, 'kind', c.kind, 'enabled', c.enabled, 'schedule', c.schedule, 'tolerances', c.tolerances, 'sampling', c.sampling,
      'dataset', json_build_object(
        'id', d.id, 'name', d.name, 'keyColumns', d.key_columns, 'columns', d.columns, 'moneyColumn', d.money_column,
        'criticality', d.criticality, 'mayBeEmpty', d.may_be_empty, 'lagMs', d.lag_ms),
      'approved', (
        SELECT jsonb_path_query_first(a.content, '$.document.datasets[*] ? (@.name == $name)', jsonb_build_object('name', d.name))
        FROM approved_plan a WHERE a.migration_id = c.migration_id),
      'scenarios', (
        SELECT coalesce(json_agg(i.name), '[]') FROM plan_item i WHERE i.migration_id = c.migration_id AND i.part = 'scenarios'),
      'approvedScenarios', (
        SELECT jsonb_path_query_array(a.content, '$.document.scenarios[*].name')
        FROM approved_plan a WHERE a.migration_id = c.migration_id),
      'migration', json_build_object('timeZone', m.time_zone, 'currency', m.currency, 'planVersion', m.plan_version,
                                    'lateEvidenceHours', least(
        coalesce((m.settings ->> 'lateEvidenceHours')::int, ${DEFAULT_LATE_HOURS}::int),
        (SELECT (a.content #>> '{document,settings,lateEvidenceHours}')::int FROM approved_plan a WHERE a.migration_id = c.migration_id)))
    ) AS plan
    FROM plan_check c
    JOIN dataset d ON d.migration_id = c.migration_id AND d.id = c.dataset_id
    JOIN migration m ON m.id = c.migration_id
    WHERE c.migration_id = ${ctx.migrationId}::uuid AND c.id = ${checkId}::uuid`;
  if (!found) throw unknownCheck();
  const check = asJudged(storedCheckSchema.parse(found.plan));
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
