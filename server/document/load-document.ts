import type { CriterionScope } from '#core/criteria/requirement.ts';
import type { PlanCriterion } from '#core/criteria/schema.ts';
import { isPlanPart, planPartNames } from '#core/part/plan-parts.ts';
import { type PlanDocument, planDocumentSchema } from '#core/plan/document.ts';
import type { Tx } from '../scope.ts';
import { loadDeclared } from './load-declared.ts';
import { criterionColumns, presentCriterion } from './present-criterion.ts';

/** The plan of a migration as a document: everything by name, in the order in which it was declared. */
export async function loadDocument(tx: Tx, migrationId: string): Promise<PlanDocument> {
  const { settings, ...migration } = await tx.migration.findUniqueOrThrow({
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
  const declared = await loadDeclared(tx, migrationId);
  const nameOf = new Map(declared.map(({ id, dataset }) => [id, dataset.name]));
  return planDocumentSchema.parse({
    parallax: 1,
    migration,
    settings,
    ...(await loadItems(tx, migrationId)),
    datasets: declared.map(({ dataset }) => dataset),
    criteria: await loadCriteria(tx, migrationId, nameOf),
  });
}

async function loadItems(tx: Tx, migrationId: string): Promise<Record<string, unknown[]>> {
  const rows = await tx.planItem.findMany({
    where: { migrationId },
    orderBy: [{ ordinal: 'asc' }, { name: 'asc' }],
    select: { part: true, body: true },
  });
  const items: Record<string, unknown[]> = Object.fromEntries(planPartNames.map((part) => [part, []]));
  for (const { part, body } of rows) if (isPlanPart(part)) items[part]?.push(body);
  return items;
}

async function loadCriteria(
  tx: Tx,
  migrationId: string,
  nameOf: ReadonlyMap<string, string>,
): Promise<PlanCriterion[]> {
  const rows = await tx.criterion.findMany({
    where: { migrationId },
    orderBy: { id: 'asc' },
    select: criterionColumns,
  });
  return rows.map((row) => {
    const { id: _, scope, ...rest } = presentCriterion(row);
    return { ...rest, scope: byName(scope, nameOf) };
  });
}

function byName(scope: CriterionScope, nameOf: ReadonlyMap<string, string>): PlanCriterion['scope'] {
  if (scope.kind !== 'dataset') return scope;
  return { kind: 'dataset', dataset: nameOf.get(scope.datasetId) ?? scope.datasetId };
}
