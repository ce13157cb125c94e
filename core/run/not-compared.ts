import type { Run, RunOf } from './schema.ts';

/** Columns that the run names as compared by nobody. */
export function notComparedOf(run: Run): NonNullable<RunOf<'field_level'>['notCompared']> {
  return ('notCompared' in run && run.notCompared) || [];
}
