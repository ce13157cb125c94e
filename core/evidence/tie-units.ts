import { counted, countText } from '../format/count.ts';
import type { Run, RunOf } from '../run/schema.ts';
import type { ColumnsOfPlan } from '../run/uncompared-columns.ts';
import type { RunFigures } from './figures.ts';
import type { SizeTie, Witnesses } from './tie-size.ts';

type UnitRun = RunOf<'schema'> | RunOf<'event_order'>;

export const hasUnits = (run: Run): run is UnitRun => run.kind === 'schema' || run.kind === 'event_order';

/**
 * Whether a run looked at as much as one of its check before it, for kinds of which nobody counts the dataset. A structure has at least as many
 * columns as an earlier run compared, unless the plan says which there are. Violations are answered by a look at as many events as
 * those in which they were found: how many come by differs from day to day. Null where it looked at a part: that answers nothing, and passes on what is asked.
 */
export function tieUnits(run: UnitRun, plan: ColumnsOfPlan, { previous }: Witnesses): SizeTie | null {
  const { method, skippedChunks } = run.coverage;
  if (run.failure || run.window !== null || method !== 'full' || skippedChunks > 0) return null;
  const before = previous?.atLeast ?? 0;
  if (run.kind === 'schema') {
    const isDeclared = plan.columns.some(({ ignore }) => !ignore);
    const below = isDeclared ? 0 : Math.max(0, before - run.columnsCompared);
    const text = `compared ${countText(run.columnsCompared)} of ${counted(before, 'column')} that an earlier run compared, and the plan declares none`;
    return { below, above: 0, atLeast: Math.max(before, run.columnsCompared), untied: below > 0 ? text : null };
  }
  const { events, violationCount } = run;
  const below = Math.max(0, before - events);
  const text = `looked at ${countText(events)} of ${counted(before, 'event')} in which an earlier run found violations`;
  const asked = violationCount > 0 ? Math.max(before, events) : below > 0 ? before : 0;
  return { below, above: 0, atLeast: asked, untied: below > 0 ? text : null };
}

/** What the next run of the check has to look at, at least: rows, columns, or events in which violations were found. */
export function atLeastOf({ size, rows, drift, order }: RunFigures): number {
  const found = order && order.violations > 0 ? order.events : 0;
  return size?.atLeast ?? rows?.legacy ?? drift?.columns ?? found;
}
