import { rowClasses } from '../../check/difference-class.ts';
import { findingsInRows, traceInRows } from '../groups-in-rows.ts';
import { ofRows } from '../row-kind.ts';
import type { RunKind } from '../run-kind.ts';
import type { RunOf } from '../schema.ts';
import { findClassProblems, findGroupProblems, findListingProblems } from '../tie-groups.ts';
import { findRowProblems } from '../tie-rows.ts';

export const fieldLevel: RunKind<RunOf<'field_level'>> = {
  ...ofRows,
  findProblems: (run, listed) => [
    ...findRowProblems(run),
    ...findGroupProblems(run),
    ...findClassProblems(run),
    ...findListingProblems(run, listed),
  ],
  findings: (run, listed) => findingsInRows(run, listed).filter(({ rowCount }) => rowCount > 0),
  trace: traceInRows,
  provable: ({ fields }) => [
    ...rowClasses.map((kind) => ({ class: kind, fields: null })),
    { class: 'modified', fields: fields.map(({ name }) => name) },
  ],
};
