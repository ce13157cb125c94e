import type { CriterionResult } from '../criteria/criterion-result.ts';
import type { AnyDefinition } from '../criteria/requirement.ts';
import type { CriterionDefinition } from '../criteria/schema.ts';

/** A criterion as it was judged. */
export type JudgedCriterion<D extends AnyDefinition = CriterionDefinition> = {
  id: string;
  definition: D;
  result: CriterionResult;
  /** Since when the outcome is what it is; null where that was never recorded. */
  since: string | null;
};
