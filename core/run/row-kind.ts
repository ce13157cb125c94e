import { countText } from '../format/count.ts';
import { notComparedOf } from './not-compared.ts';
import { outOf } from './out-of.ts';
import { none, type RunKind } from './run-kind.ts';
import type { RowRun } from './schema.ts';
import { columnsText, comparesNothing, uncomparedColumns } from './uncompared-columns.ts';

/** Of kinds that compare row by row, with a count of the differing pairs of each column. */
export const ofRows = {
  judge({ counts }, by) {
    if (counts.modified + counts.missingInTarget + counts.extraInTarget + counts.duplicateInTarget > 0)
      return 'mismatch';
    if (counts.suspectedLegacy + counts.suspectedTarget > 0) return 'inconclusive';
    if (counts.compared > 0) return 'match';
    return by.mayBeEmpty && counts.legacy === 0 && counts.target === 0 ? 'match' : 'not_evaluated';
  },
  describe(run) {
    const { counts, coverage } = run;
    const differ = counts.modified + counts.missingInTarget + counts.extraInTarget + counts.duplicateInTarget;
    const suspected = Math.max(counts.suspectedLegacy, counts.suspectedTarget);
    // Rows that exist on the target only are compared too.
    const rows = counts.compared + counts.extraInTarget + counts.duplicateInTarget;
    const equal = suspected > 0 ? 'none' : notComparedOf(run).length > 0 ? 'so far' : 'all';
    const found = outOf(differ, rows, coverage.method === 'sample' ? 'sampled row' : 'row', equal);
    return suspected > 0 ? `${found}, ${countText(suspected)} suspected` : found;
  },
  // Rows are tied to coverage on their own (`findRowProblems`).
  findCoverageProblems: none,
  claims: none,
  findShortfalls(run, plan) {
    if (comparesNothing(run, plan)) return ['no column was compared'];
    return columnsText(uncomparedColumns(run, plan).map(({ text }) => text));
  },
  looked: ({ counts }) => [['row', counts.compared - counts.suspectedLegacy]],
  items: null,
  next: null,
  rows: ({ counts }) => counts,
} satisfies Partial<RunKind<RowRun>>;
