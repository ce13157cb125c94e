import type { Problem } from '#core/errors.ts';
import { findClearKeys, findClearPatterns, findClearValues } from '#core/run/masking.ts';
import { isOfRows, type Run } from '#core/run/schema.ts';
import type { Tally } from '#core/run/tally.ts';
import { findCountProblems } from '#core/run/tie-counts.ts';
import { findMoneyProblems } from '#core/run/tie-money.ts';
import { findNameProblems } from '#core/run/tie-names.ts';
import type { PlannedCheck } from './planned-check.ts';

/** Everything in a well-formed run that does not add up or may not be stored, all at once. */
export function findRunProblems(run: Run, listed: Tally, { dataset, migration }: PlannedCheck, now: Date): Problem[] {
  return [
    ...findCountProblems(run, listed, now),
    ...(run.kind === 'field_level' ? findClearValues(dataset.columns, run.differences) : []),
    ...findClearKeys(dataset.columns, run),
    ...(isOfRows(run)
      ? [...findNameProblems(run, dataset), ...findMoneyProblems(run, { ...dataset, currency: migration.currency })]
      : []),
    ...('groups' in run ? findClearPatterns(dataset.columns, run.groups ?? []) : []),
    ...(run.supersedesRunId === run.runId
      ? [{ pointer: '/supersedesRunId', message: 'must name another run than itself' }]
      : []),
  ];
}
