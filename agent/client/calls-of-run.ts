import type { z } from 'zod';
import type { Difference } from '../../core/run/difference.ts';
import {
  type appendDifferencesSchema,
  type completeRunSchema,
  MAX_DIFFERENCES,
  type openRunSchema,
  PROTOCOL,
  type Run,
} from '../../core/run/schema.ts';
import { HOUR_MS } from '../../core/time/units.ts';
import { type Call, encodeBody } from './encode-body.ts';

/** Well below the limit of 8 MiB that the server sets for a body. */
const MAX_BODY_BYTES = 5 * 1_024 * 1_024;
/** From opening a large run to completing it. An outage in between may last a night; see decision 0162. */
const DEADLINE_MS = 24 * HOUR_MS;

/** The calls that tell Parallax of a run: one if it fits, else opened, its differences in numbered chunks, completed. */
export function callsOfRun(run: Run, differences: readonly Difference[]): Call[] {
  const whole = (body: Run) => [{ path: 'ingest/runs', ...encodeBody(body) }];
  if (run.kind !== 'field_level') return whole(run);
  const chunks = cutIntoChunks(differences);
  if (chunks.length <= 1) return whole({ ...run, differences: chunks[0] ?? [] });
  const { runId, checkId, kind } = run;
  const open: z.input<typeof openRunSchema> = { protocol: PROTOCOL, runId, checkId, kind, deadlineMs: DEADLINE_MS };
  const complete: z.input<typeof completeRunSchema> = { chunks: chunks.length, run };
  return [
    { path: 'ingest/runs/open', ...encodeBody(open) },
    ...chunks.map((some, chunk) => {
      const append: z.input<typeof appendDifferencesSchema> = { protocol: PROTOCOL, runId, chunk, differences: some };
      return { path: 'ingest/runs/differences', ...encodeBody(append) };
    }),
    { path: 'ingest/runs/complete', ...encodeBody(complete) },
  ];
}
export function cutIntoChunks(differences: readonly Difference[], maxBytes: number = MAX_BODY_BYTES): Difference[][] {
  const chunks: Difference[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const difference of differences) {
    const size = Buffer.byteLength(JSON.stringify(difference)) + 1;
    const last = chunks.at(-1);
    if (last && last.length < MAX_DIFFERENCES && bytes + size <= maxBytes) {
      last.push(difference);
      bytes += size;
    } else {
      chunks.push([difference]);
      bytes = size;
    }
  }
  return chunks;
}
