import type { Column } from '#core/dataset/schema.ts';
import { AppError, type Problem } from '#core/errors.ts';
import type { Difference } from '#core/run/difference.ts';
import { findClearValues } from '#core/run/masking.ts';

/** Throws with every clear value of a sensitive column, by pointer; no value is repeated. */
export function refuseClearValues(columns: readonly Column[], differences: readonly Difference[]): void {
  refuse(findClearValues(columns, differences));
}

/** Well-formed, but it cannot be accepted: 422 with everything that is wrong at once. */
export function refuse(problems: readonly Problem[], within = ''): void {
  if (problems.length === 0) return;
  throw new AppError('UNPROCESSABLE', 'The body is well-formed, but it does not add up or may not be stored.', {
    problems: problems.map(({ pointer, message }) => ({ pointer: `${within}${pointer}`, message })),
  });
}
