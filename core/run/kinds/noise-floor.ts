import { ofRows } from '../row-kind.ts';
import { findsNone, type RunKind } from '../run-kind.ts';
import type { RunOf } from '../schema.ts';
import { findGroupProblems } from '../tie-groups.ts';
import { findRowProblems } from '../tie-rows.ts';

export const noiseFloor: RunKind<RunOf<'noise_floor'>> = {
  ...ofRows,
  ...findsNone,
  findProblems: (run) => [...findRowProblems(run), ...findGroupProblems(run)],
};
