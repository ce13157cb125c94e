import type { DatasetDefinition } from '../../core/dataset/schema.ts';
import type { DescribedTable } from '../connector/plan.ts';
import { type Side, SideError } from '../connector/side-error.ts';
import { findName } from '../find-name.ts';
import { type ComparisonPlan, planComparison } from '../pairing/plan-comparison.ts';
import { UserError } from '../user-error.ts';
import type { Sides } from './check.ts';

export async function describeBoth(
  dataset: DatasetDefinition,
  sides: Sides,
): Promise<[DescribedTable, DescribedTable]> {
  const named = async (side: Side, ref: string) => {
    try {
      const table = await sides[side].describe(ref);
      refuseHidden(dataset, side, table);
      return table;
    } catch (error) {
      throw error instanceof UserError ? new SideError(side, error) : error;
    }
  };
  return await Promise.all([named('legacy', dataset.legacyRef), named('target', dataset.targetRef)]);
}

export async function planDataset(dataset: DatasetDefinition, sides: Sides): Promise<ComparisonPlan> {
  const [legacy, target] = await describeBoth(dataset, sides);
  return planComparison(dataset, legacy, target);
}

/** What cannot be read is not compared, and neither side would ever tell: that is only right where the mapping says it. */
function refuseHidden(dataset: DatasetDefinition, side: 'legacy' | 'target', table: DescribedTable): void {
  const { name, hidden, columns } = table;
  if (!hidden) return;
  const ignored = dataset.columns.filter((column) => column.ignore).map((column) => column[side] ?? column.name);
  const left = hidden.columns.filter((column) => findName(column, ignored) === undefined);
  const shown = columns.map((column) => column.name);
  // Where the server does not say which they are, the mapping has to name one that the table does not show.
  const known =
    hidden.columns.length > 0 ? left.length === 0 : ignored.some((one) => findName(one, shown) === undefined);
  if (known) return;
  const which = left.length > 0 ? left.map((column) => `"${column}"`).join(', ') : `others than ${shown.join(', ')}`;
  throw new UserError(
    `the agent may not read all columns of ${name}: ${which}. Let it: ${hidden.remedy} or leave them out: ignore: true.`,
  );
}
