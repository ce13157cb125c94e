import type { GroupKey, Trace } from '../run/finding.ts';
import { runKindOf } from '../run/run-kinds.ts';
import type { Run } from '../run/schema.ts';

/**
 * What a completed run says about a group known before. `window` is the range of the run that last saw the group: only a run that
 * looked at all of it can prove the group gone.
 */
export function leavesNone(run: Run, group: GroupKey, window: Run['window']): Trace {
  return run.failure ? 'cannot_say' : runKindOf(run).trace(run, group, window);
}
