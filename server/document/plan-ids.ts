import { z } from 'zod';
import { checkKindSchema } from '#core/check/schema.ts';
import type { ApprovedDataset, ApprovedPlan } from '#core/plan/approved-plan.ts';
import { isSame } from '#core/plan/diff-plan.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import type { Tx } from '../scope.ts';

/** By which ids evidence of a plan is filed; the document says everything by name. */
export type PlanIds = Omit<ApprovedPlan, 'document'>;

const kindSchema = z.object({ kind: checkKindSchema });

export async function loadPlanIds(tx: Tx, migrationId: string): Promise<PlanIds> {
  const where = { migrationId };
  const criteria = await tx.criterion.findMany({ where, select: { id: true, key: true } });
  const datasets = await tx.dataset.findMany({
    where,
    select: { id: true, name: true, checks: { select: { id: true, kind: true, createdAt: true } } },
  });
  const windows = await tx.planItem.findMany({
    where: { ...where, part: 'calendar' },
    select: { name: true, changedAt: true },
  });
  return {
    criteria: Object.fromEntries(criteria.map(({ key, id }) => [key, id])),
    datasets: Object.fromEntries(
      datasets.map(({ id, name, checks }): [string, ApprovedDataset] => [
        name,
        {
          id,
          checks: Object.fromEntries(
            checks.map((check) => [
              kindSchema.parse(check).kind,
              { id: check.id, createdAt: check.createdAt.toISOString() },
            ]),
          ),
        },
      ]),
    ),
    enteredAt: Object.fromEntries(windows.map(({ name, changedAt }) => [name, changedAt.toISOString()])),
  };
}

/** The ids of an approved plan: those of the plan as it stands for what is the same in both, and the ones it had for what is not. */
export function approvedIds(
  approved: PlanDocument,
  had: PlanIds,
  { document, ids }: { document: PlanDocument; ids: PlanIds },
): PlanIds {
  const named = ({ name }: { name: string }) => name;
  const datasets = idsOf(approved.datasets, document.datasets, named, had.datasets, ids.datasets);
  return {
    criteria: idsOf(approved.criteria, document.criteria, ({ key }) => key, had.criteria, ids.criteria),
    // The same dataset may have more checks than it had.
    datasets: Object.fromEntries(
      Object.entries(datasets).map(([name, dataset]) => {
        const now = ids.datasets[name];
        return [name, now?.id === dataset.id ? now : dataset];
      }),
    ),
    enteredAt: idsOf(approved.calendar, document.calendar, named, had.enteredAt, ids.enteredAt),
  };
}

function idsOf<T, I>(
  approved: readonly T[],
  current: readonly T[],
  nameOf: (item: T) => string,
  had: Readonly<Record<string, I>>,
  now: Readonly<Record<string, I>>,
): Record<string, I> {
  const known = new Map(current.map((item) => [nameOf(item), item]));
  return Object.fromEntries(
    approved.flatMap((item) => {
      const name = nameOf(item);
      const id = isSame(known.get(name), item) ? (now[name] ?? had[name]) : (had[name] ?? now[name]);
      return id === undefined ? [] : [[name, id] as const];
    }),
  );
}
