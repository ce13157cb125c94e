import type { DiscrepancyClass } from '../check/discrepancy-class.ts';
import { kindOf } from '../check/kinds.ts';
import { leavesNone } from '../discrepancy/leaves-none.ts';
import { runKindOf } from '../run/run-kinds.ts';
import type { Run } from '../run/schema.ts';
import type { RunFigures } from './figures.ts';
import { isWhole } from './stands.ts';
import { type Located, locates } from './takes-over.ts';
import { unseenFailures } from './unanswered.ts';

/** What a run looked at so completely that any group it did not find there is gone. `fields` null: whatever the field. */
export type Proof = { class: DiscrepancyClass; fields: string[] | null };

/** Stands for any pattern that the run did not find. */
const OTHER_PATTERN = { id: 'any other', params: {}, version: 0 };

/**
 * Everything a completed run can prove gone, for groups within its own window. What it left out counts column by column where it compared
 * rows, and altogether elsewhere; a run that saw fewer rows than others counted, or than a scan that failed, may have left out those of any
 * group. One that paired its rows otherwise than it should says nothing of what others found.
 */
export function proofsOfRun(run: Run, figures: Located & Pick<RunFigures, 'totals' | 'alone' | 'pairing'>): Proof[] {
  if (figures.clockDoubt !== undefined || unseenFailures(figures).length > 0 || figures.pairing?.other) return [];
  // Each total is proven by itself, whichever others were left out.
  const untied = run.kind === 'aggregate' ? figures.size?.rows?.fewer : figures.size?.untied;
  const isComplete =
    run.kind === 'aggregate' ? (figures.alone?.shortfalls ?? figures.shortfalls)?.length === 0 : isWhole(figures);
  if (untied || (run.kind !== 'field_level' && !isComplete)) return [];
  if (kindOf(run.kind).finds === 'points' && figures.verdict === 'inconclusive') return [];
  const isGone = (kind: DiscrepancyClass, field: string | null) =>
    leavesNone(run, { class: kind, field, pattern: OTHER_PATTERN }, run.window) === 'none_left';
  const gone = runKindOf(run)
    .provable(run, figures.totals?.mayBeEmpty ?? false)
    .flatMap(({ class: kind, fields: named }): Proof[] => {
      const fields = named?.filter((name) => isGone(kind, name)) ?? null;
      return (fields === null ? isGone(kind, null) : fields.length > 0) ? [{ class: kind, fields }] : [];
    });
  return run.kind === 'field_level' && locates(figures) ? [...gone, { class: 'unlocated', fields: null }] : gone;
}
