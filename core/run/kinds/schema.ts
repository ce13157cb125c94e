import { counted, countText } from '../../format/count.ts';
import { foundOf } from '../finding.ts';
import { judgeCompared } from '../judge-compared.ts';
import { leastOf } from '../least-of.ts';
import { looksAtAll } from '../looks-at-all.ts';
import { plain, type RunKind } from '../run-kind.ts';
import type { RunOf } from '../schema.ts';

export const schema: RunKind<RunOf<'schema'>> = {
  ...plain,
  judge: (run) => (run.items.length > 0 ? 'mismatch' : judgeCompared(run, run.columnsCompared, { mayBeEmpty: false })),
  describe: ({ items, columnsCompared }) =>
    items.length === 0
      ? `${counted(columnsCompared, 'column')}, all match`
      : `${counted(items.length, 'finding')} in ${counted(columnsCompared, 'column')}`,
  /** A column that changed is on both sides, so it was compared. */
  findCoverageProblems({ items, columnsCompared }) {
    const changed = items.filter(({ item }) => item === 'type_changed' || item === 'nullability_changed');
    const columns = new Set(changed.map(({ column }) => column)).size;
    if (columns <= columnsCompared) return [];
    return [
      {
        pointer: '/columnsCompared',
        message: `is ${countText(columnsCompared)}, but the items name ${counted(columns, 'column')} that changed: count these too`,
      },
    ];
  },
  claims: ({ columnsCompared }) => [{ pointer: '/columnsCompared', units: columnsCompared, unit: 'column' }],
  findShortfalls({ columnsCompared }, { columns }) {
    const known = columns.filter(({ ignore }) => !ignore).length;
    return columnsCompared < known ? [`${countText(columnsCompared)} of ${counted(known, 'column')} compared`] : [];
  },
  looked: ({ columnsCompared }) => [['column', columnsCompared]],
  next: {
    text: ['compared', 'column', 'that an earlier run knew'],
    units(run) {
      // A column that the target should not have is dropped there, and then on neither side.
      const extra = run.items.flatMap(({ item, column }) => (item === 'extra_in_target' ? [column] : []));
      const there = Math.max(run.columnsCompared, leastOf(run)) - new Set(extra).size;
      return { looked: run.columnsCompared, there: Math.max(0, there), isAsked: true };
    },
  },
  findings({ items }) {
    const byColumn = Map.groupBy(items, ({ column }) => column);
    return [...byColumn].map(([column, { length }]) => foundOf('schema', column, length));
  },
  trace(run, group, window) {
    if (group.class !== 'schema') return 'cannot_say';
    if (run.items.some(({ column }) => column === group.field)) return 'still_there';
    return run.columnsCompared > 0 && looksAtAll(run, window) ? 'none_left' : 'cannot_say';
  },
  provable: () => [{ class: 'schema', fields: null }],
};
