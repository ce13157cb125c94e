import type { DeclareDatasets } from '#core/dataset/schema.ts';
import { planSettingsSchema } from '#core/plan/settings.ts';
import type { Tx } from '../scope.ts';

type Declared = DeclareDatasets['datasets'][number];

/** Datasets that are declared for the first time, and without checks, get those that the plan has for every dataset. */
export async function withUsualChecks(tx: Tx, migrationId: string, datasets: readonly Declared[]): Promise<Declared[]> {
  const { settings } = await tx.migration.findUniqueOrThrow({
    where: { id: migrationId },
    select: { settings: true },
  });
  const { checks } = planSettingsSchema.parse(settings);
  const without = datasets.filter((dataset) => dataset.checks.length === 0).map(({ name }) => name);
  const known = await tx.dataset.findMany({
    where: { migrationId, name: { in: without } },
    select: { name: true },
  });
  const old = new Set(known.map(({ name }) => name));
  return datasets.map((dataset) =>
    dataset.checks.length > 0 || old.has(dataset.name) ? dataset : { ...dataset, checks },
  );
}
