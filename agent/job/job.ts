import type { CheckKind } from '../../core/check/kinds.ts';
import type { Schedule } from '../../core/check/schema.ts';
import type { DatasetDefinition } from '../../core/dataset/schema.ts';
import type { Difference } from '../../core/run/difference.ts';
import type { Run, RunVerdict } from '../../core/run/schema.ts';
import type { SupportedKind } from '../check/registry.ts';

/** One check to execute. `checkId` is null for a comparison that is not pushed anywhere. */
export type Job = {
  checkId: string | null;
  kind: SupportedKind;
  dataset: DatasetDefinition;
  lagMs: number;
  sampling: { rows: number; seed?: string } | null;
  schedule: Schedule;
};

export type Executed = {
  job: Job;
  startedAt: string;
  /** As it is sent, but for its differences. A check that could not be done says why in `failure`. */
  run: Run;
  differences: Difference[];
  /** What these numbers come to, by the rule that Parallax judges by. */
  verdict: RunVerdict;
};

/** `--check NAME`, `NAME/KIND` or `/KIND`. */
export type JobFilter = { dataset: string | undefined; kind: string | undefined };

export function parseJobFilter(text: string): JobFilter {
  const slash = text.lastIndexOf('/');
  if (slash < 0) return { dataset: text, kind: undefined };
  return { dataset: text.slice(0, slash) || undefined, kind: text.slice(slash + 1) || undefined };
}

export function isWanted(filters: readonly JobFilter[], dataset: string, kind: CheckKind): boolean {
  if (filters.length === 0) return true;
  return filters.some(
    (filter) => (filter.dataset ?? dataset) === dataset && (filter.kind === undefined || filter.kind === kind),
  );
}
