import { counted, listed } from '../format/count.ts';
import { notComparedOf } from './not-compared.ts';
import { runKindOf } from './run-kinds.ts';
import type { Run } from './schema.ts';

const MOST_NAMED = 10;

/** What a run found, in one short line: "12,310 rows, all match", "41 of 8,240 rows differ". */
export function describeRun(run: Run): string {
  if (run.failure) return `could not compare: ${run.failure.message}`;
  const { skippedChunks } = run.coverage;
  const skipped = skippedChunks > 0 ? `, ${counted(skippedChunks, 'chunk')} skipped` : '';
  return `${runKindOf(run).describe(run)}${skipped}${describeNotCompared(run)}`;
}

function describeNotCompared(run: Run): string {
  const columns = notComparedOf(run).map(({ column, side }) => `${column} (${side} only)`);
  return columns.length === 0 ? '' : `; not compared: ${listed(columns, MOST_NAMED)}`;
}
