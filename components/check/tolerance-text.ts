import type { Tolerances } from '#core/check/tolerances.ts';
import { formatExactDuration } from '#core/format/exact-duration.ts';

/** The tolerances of a check in one line, for the table. */
export function toleranceText(tolerances: Tolerances): string {
  const parts = [
    tolerances.lagMs !== undefined && `lag ${formatExactDuration(tolerances.lagMs)}`,
    tolerances.lagLimitMs !== undefined && `lag limit ${formatExactDuration(tolerances.lagLimitMs)}`,
    tolerances.slaMs !== undefined && `SLA ${tolerances.slaMs} ms`,
    tolerances.percentile !== undefined && `percentile ${tolerances.percentile}`,
    tolerances.peakShare !== undefined && `peak share ${tolerances.peakShare}`,
    tolerances.cycleDays !== undefined && `cycle ${tolerances.cycleDays} days`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(', ') : 'exact';
}
