import type { z } from 'zod';
import { checkKindSchema } from '#core/check/schema.ts';
import type { runListItemSchema } from '#core/evidence/schema.ts';
import { coverageSchema, runStateSchema, runVerdictSchema } from '#core/run/schema.ts';

/** Columns of a run in a list, in SQL; the table is `r`, its dataset `d`. */
export type RunRow = {
  runId: string;
  checkId: string;
  kind: string;
  datasetId: string;
  datasetName: string;
  state: string;
  verdict: string;
  openedAt: Date;
  receivedAt: Date | null;
  asOf: Date | null;
  durationMs: bigint | null;
  coverage: unknown;
  text: string;
};

export function presentRun(row: RunRow): z.infer<typeof runListItemSchema> {
  return {
    runId: row.runId,
    checkId: row.checkId,
    kind: checkKindSchema.parse(row.kind),
    datasetId: row.datasetId,
    datasetName: row.datasetName,
    state: runStateSchema.parse(row.state),
    verdict: runVerdictSchema.parse(row.verdict),
    receivedAt: (row.receivedAt ?? row.openedAt).toISOString(),
    asOf: row.asOf?.toISOString() ?? null,
    durationMs: row.durationMs === null ? null : Number(row.durationMs),
    coverage: coverageSchema.nullable().parse(row.coverage),
    text: row.text,
  };
}
