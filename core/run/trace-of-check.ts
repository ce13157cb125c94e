import type { GroupKey, Trace } from './finding.ts';
import { looksAtAll } from './looks-at-all.ts';
import { notComparedOf } from './not-compared.ts';
import type { Run } from './schema.ts';

/** Of a check that says that something differs, and not where: its group is of the class `unlocated`, by its kind. */
export function traceOfCheck(run: Run, group: GroupKey, isEqual: boolean, window: Run['window']): Trace {
  if (group.class !== 'unlocated' || group.field !== run.kind) return 'cannot_say';
  if (!isEqual) return 'still_there';
  const sawAll = looksAtAll(run, window) && notComparedOf(run).length === 0;
  return run.coverage.compared > 0 && sawAll ? 'none_left' : 'cannot_say';
}
