import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { planDocumentSchema } from '../../core/plan/document.ts';
import { writePlanYaml } from '../../core/plan/write-plan-yaml.ts';
import { type ConnectionFlags, connect } from './connection.ts';
import type { Around } from './main.ts';

/** Writes the plan of a migration as parallax.yaml. */
export async function exportCommand(
  flags: ConnectionFlags & { json?: boolean; migration: string; output?: string },
  around: Around,
): Promise<number> {
  const answer = z.object({ planVersion: z.int(), document: planDocumentSchema });
  const query = new URLSearchParams({ slug: flags.migration });
  const { planVersion, document } = await connect(flags, around).get(`plan?${query}`, answer);
  const text = flags.json ? `${JSON.stringify(document)}\n` : writePlanYaml(document);
  if (flags.output === undefined) around.out.write(text);
  else {
    await writeFile(flags.output, text);
    around.err.write(`Plan version ${planVersion} of ${flags.migration} is in ${flags.output}.\n`);
  }
  return 0;
}
