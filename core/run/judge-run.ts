import { notComparedOf } from './not-compared.ts';
import type { JudgeBy } from './run-kind.ts';
import { runKindOf } from './run-kinds.ts';
import type { Run, RunVerdict } from './schema.ts';

/**
 * The verdict, from the values alone. A confirmed difference is a mismatch whatever else is missing. Nothing compared is not
 * evaluated, unless the dataset may be empty and both sides are. Skipped chunks, suspicions, or columns that only one side has are, without a
 * difference, inconclusive.
 * A sample without a difference matches; what it proves is for the criteria to say. A percentile of too few samples is inconclusive.
 */
export function judgeRun(run: Run, by: JudgeBy): RunVerdict {
  if (run.failure) return 'not_evaluated';
  const verdict = runKindOf(run).judge(run, by);
  const isPartial = run.coverage.skippedChunks > 0 || notComparedOf(run).length > 0;
  return verdict === 'match' && isPartial ? 'inconclusive' : verdict;
}
