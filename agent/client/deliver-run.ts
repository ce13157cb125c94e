import type { Difference } from '../../core/run/difference.ts';
import { MAX_DIFFERENCES, PROTOCOL, type Run, type RunReceipt } from '../../core/run/schema.ts';
import type { ParallaxClient } from './parallax-client.ts';

/** Well below the limit of 8 MiB that the server sets for a body. */
const MAX_BODY_BYTES = 5 * 1_024 * 1_024;

/** Sends a run: whole if it fits, else opened, its differences in numbered chunks, completed. */
export async function deliverRun(
  client: ParallaxClient,
  run: Run,
  differences: readonly Difference[],
): Promise<RunReceipt> {
  if (run.kind !== 'field_level') return await client.submitRun(run);
  const chunks = cutIntoChunks(differences);
  if (chunks.length <= 1) return await client.submitRun({ ...run, differences: chunks[0] ?? [] });
  const { runId, checkId, kind } = run;
  await client.openRun({ protocol: PROTOCOL, runId, checkId, kind });
  for (const [chunk, some] of chunks.entries()) {
    await client.appendDifferences({ protocol: PROTOCOL, runId, chunk, differences: some });
  }
  return await client.completeRun({ chunks: chunks.length, run });
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
