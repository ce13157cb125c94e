import type { Column } from '#core/dataset/schema.ts';
import type { Difference } from '#core/run/difference.ts';
import { findClearValues } from '#core/run/masking.ts';
import { throwIfProblems } from '../throw-if-problems.ts';

export const UNFIT_BODY = 'The body is well-formed, but it does not add up or may not be stored.';

/** Throws with every clear value of a sensitive column, by pointer; no value is repeated. */
export function refuseClearValues(columns: readonly Column[], differences: readonly Difference[]): void {
  throwIfProblems(UNFIT_BODY, findClearValues(columns, differences));
}
