import type { CriterionResult } from '#core/criteria/criterion-result.ts';
import { metricOf } from '#core/criteria/registry.ts';
import type { CriterionDefinition } from '#core/criteria/schema.ts';

/** Where a value and its threshold stand on a bar from 0 to 1. For looking only: what is met is decided by the server. */
export type Distance = { fill: number; mark: number };

/** A rate near 1 is drawn by its number of nines: 99.87 % and 99.9 % are a third apart, not three hundredths of a pixel. */
const NINES_AT_END = 4 / 3;
const MOST_NINES = 6;

export function distanceOf(metric: CriterionDefinition['metric'], result: CriterionResult): Distance | null {
  if (result.value === null || result.threshold === null) return null;
  const value = Number(result.value);
  const threshold = Number(result.threshold);
  if (metricOf(metric).better === 'more' && result.unit === 'ratio') {
    const end = nines(threshold) * NINES_AT_END;
    return { fill: clamp(nines(value) / end), mark: clamp(nines(threshold) / end) };
  }
  const end = Math.max(value, threshold) || 1;
  return { fill: clamp(value / end), mark: clamp(threshold / end) };
}

function nines(ratio: number): number {
  return Math.min(MOST_NINES, -Math.log10(Math.max(1 - ratio, 10 ** -MOST_NINES)));
}

function clamp(share: number): number {
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}
