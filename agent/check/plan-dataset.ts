import type { DatasetDefinition } from '../../core/dataset/schema.ts';
import type { DescribedTable } from '../connector/plan.ts';
import { type ComparisonPlan, planComparison } from '../pairing/plan-comparison.ts';
import { UserError } from '../user-error.ts';
import type { Sides } from './check.ts';

export async function describeBoth(
  dataset: DatasetDefinition,
  sides: Sides,
): Promise<[DescribedTable, DescribedTable]> {
  const named = async (side: 'legacy' | 'target', ref: string) => {
    try {
      return await sides[side].describe(ref);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(`Dataset "${dataset.name}", ${side} side: ${error.message}`);
    }
  };
  return await Promise.all([named('legacy', dataset.legacyRef), named('target', dataset.targetRef)]);
}

export async function planDataset(dataset: DatasetDefinition, sides: Sides): Promise<ComparisonPlan> {
  const [legacy, target] = await describeBoth(dataset, sides);
  return planComparison(dataset, legacy, target);
}
