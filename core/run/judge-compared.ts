import type { JudgeBy } from './run-kind.ts';
import type { Run, RunVerdict } from './schema.ts';

/** Where nothing differs: nothing compared is not evaluated, unless the dataset may be empty. */
export function judgeCompared(
  { coverage }: Run,
  units: number,
  { mayBeEmpty }: Pick<JudgeBy, 'mayBeEmpty'>,
): RunVerdict {
  return (units > 0 && coverage.compared > 0) || mayBeEmpty ? 'match' : 'not_evaluated';
}
