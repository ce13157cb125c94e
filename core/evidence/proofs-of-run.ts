import { differenceClasses } from '../check/difference-class.ts';
import { leavesNone } from '../discrepancy/leaves-none.ts';
import type { DiscrepancyClass } from '../discrepancy/schema.ts';
import type { Run } from '../run/schema.ts';
import { nameOfTotal, provesTotal } from '../run/total.ts';
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
  const gone = (kind: DiscrepancyClass, field: string | null) =>
    leavesNone(run, { class: kind, field, pattern: OTHER_PATTERN }, run.window) === 'none_left';
  const whole = (kind: DiscrepancyClass) => (gone(kind, null) ? [{ class: kind, fields: null }] : []);
  const named = (kind: DiscrepancyClass, names: readonly string[]) => {
    const fields = names.filter((name) => gone(kind, name));
    return fields.length > 0 ? [{ class: kind, fields }] : [];
  };
  switch (run.kind) {
    case 'field_level':
      return [
        ...differenceClasses.filter((kind) => kind !== 'modified').flatMap(whole),
        ...named(
          'modified',
          run.fields.map(({ name }) => name),
        ),
        ...(locates(figures) ? [{ class: 'unlocated' as const, fields: null }] : []),
      ];
    case 'schema':
      return whole('schema');
    case 'event_order':
      return whole('event_order');
    case 'scenario':
      return named(
        'scenario',
        run.scenarios.map(({ name }) => name),
      );
    case 'aggregate': {
      const proving = run.aggregates.filter((total) => provesTotal(total, figures.totals?.mayBeEmpty ?? false));
      return named('aggregate', [...new Set(proving.map(nameOfTotal))]);
    }
    case 'record_count':
    case 'checksum':
      return figures.verdict === 'inconclusive' ? [] : named('unlocated', [run.kind]);
    case 'replication_lag':
    case 'performance':
    case 'noise_floor':
      return [];
  }
}
