import { type CheckKind, kindRegistry } from '#core/check/kinds.ts';
import { formatCounted } from '#lib/format/count.ts';
import type { DatasetEvidence } from './labels.ts';

/** Kinds that any dataset has or needs, in their usual order: the columns of the matrix. */
export function kindsIn(
  datasets: readonly Pick<DatasetEvidence, 'checks' | 'missingKinds'>[],
  { kinds } = kindRegistry,
): CheckKind[] {
  const present = new Set(
    datasets.flatMap((dataset) => [...dataset.checks.map((check) => check.kind), ...dataset.missingKinds]),
  );
  return kinds.map(({ id }) => id).filter((kind) => present.has(kind));
}

/** The finding above the matrix: how much of it rests on fresh evidence, and where it has holes. */
export function coverageFinding(datasets: readonly DatasetEvidence[]): { title: string; gaps: string | null } {
  const checks = datasets.flatMap((dataset) => dataset.checks);
  const missing = datasets.flatMap((dataset) => dataset.missingKinds);
  const fresh = checks.filter((check) => check.freshness === 'fresh').length;
  const cells = checks.length + missing.length;
  if (cells === 0) return { title: 'Nothing is checked yet', gaps: null };
  const title =
    fresh === cells
      ? `${cells === 1 ? 'The only cell has' : `All ${cells} cells have`} fresh evidence`
      : `${fresh} of ${cells} cells have fresh evidence`;
  const gaps = [
    counted(checks, 'stale', 'overdue'),
    counted(checks, 'none', 'never run'),
    missing.length > 0 ? `${formatCounted(missing.length, 'check')} nobody has set up` : null,
  ].filter((part) => part !== null);
  return { title, gaps: gaps.length > 0 ? gaps.join(' · ') : null };
}

function counted(checks: DatasetEvidence['checks'], freshness: 'stale' | 'none', word: string): string | null {
  const number = checks.filter((check) => check.freshness === freshness).length;
  return number > 0 ? `${number} ${word}` : null;
}
