import type { Tx } from '../scope.ts';

/** The whole plan of a migration in a form that does not depend on the order in which it was written. */
export async function readPlan(tx: Tx, migrationId: string) {
  const migration = await tx.migration.findUniqueOrThrow({
    where: { id: migrationId },
    select: {
      slug: true,
      name: true,
      legacySystem: true,
      targetSystem: true,
      timeZone: true,
      currency: true,
      settings: true,
    },
  });
  const datasets = await tx.dataset.findMany({
    where: { migrationId },
    orderBy: { id: 'asc' },
    omit: { migrationId: true, domainId: true, createdAt: true },
    include: { domain: { select: { name: true } } },
  });
  const checks = await tx.check.findMany({
    where: { migrationId },
    orderBy: { id: 'asc' },
    omit: { migrationId: true, createdAt: true },
  });
  const criteria = await tx.criterion.findMany({
    where: { migrationId },
    orderBy: { id: 'asc' },
    omit: { migrationId: true, createdAt: true },
  });
  const items = await tx.planItem.findMany({
    where: { migrationId },
    orderBy: [{ part: 'asc' }, { ordinal: 'asc' }, { name: 'asc' }],
    select: { part: true, body: true },
  });
  return {
    v: 2,
    migration,
    items,
    datasets: datasets.map(({ domain, lagMs, ...dataset }) => ({
      ...dataset,
      domain: domain.name,
      lagMs: Number(lagMs),
    })),
    checks,
    criteria,
  };
}
