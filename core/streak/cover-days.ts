import type { CheckRollup, DatasetFacts } from '../evidence/rollup.ts';
import { msOf } from '../time/instant.ts';
import type { CoveredCheck } from './judge-day.ts';

/**
 * For each of `dates` (ascending), until when the evidence of that day or any earlier one holds. Evidence belongs to the day of its
 * watermark, so what came late fills its own day and none after the time it speaks for.
 */
export function coverDays(check: CheckRollup, dataset: DatasetFacts, dates: readonly string[]): CoveredCheck {
  // Only a field-level run finds the critical discrepancies of a critical dataset, so only there doubt is a gap.
  const conclusive = check.kind === 'field_level' && dataset.criticality === 'critical';
  const days = [...check.days].sort((a, b) => (a.day < b.day ? -1 : 1));
  const coveredUntilMs = new Map<string, number>();
  let covered = Number.NEGATIVE_INFINITY;
  let next = 0;
  for (const date of dates) {
    for (let day = days[next]; day && day.day <= date; next += 1, day = days[next]) {
      const until = conclusive ? day.figures.coveredUntil : day.figures.heardUntil;
      if (until !== null) covered = Math.max(covered, msOf(until));
    }
    coveredUntilMs.set(date, covered);
  }
  const lateDays = new Set(days.filter(({ figures }) => figures.lateAt !== null).map(({ day }) => day));
  const { everyMs, graceMs } = check.schedule;
  const firstDueMs = msOf(check.createdAt) + everyMs + graceMs;
  return { check, datasetName: dataset.name, coveredUntilMs, firstDueMs, lateDays };
}
