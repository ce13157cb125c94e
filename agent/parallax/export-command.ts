import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { planDocumentSchema } from '../../core/plan/document.ts';
import { writePlanYaml } from '../../core/plan/write-plan-yaml.ts';
import type { CommandContext } from '../command-line.ts';
import { type ConnectionFlags, connect } from './connection.ts';

/** Writes the plan of a migration as parallax.yaml. */
export async function exportCommand(
  flags: ConnectionFlags & { json?: boolean; migration: string; output?: string },
  context: CommandContext,
): Promise<number> {
  const answer = z.object({ planVersion: z.int(), document: planDocumentSchema });
  const query = new URLSearchParams({ slug: flags.migration });
  const { planVersion, document } = await connect(flags, context).get(`plan?${query}`, answer);
  const text = flags.json ? `${JSON.stringify(document)}\n` : writePlanYaml(document);
  if (flags.output === undefined) context.out.write(text);
  else {
    await writeFile(flags.output, text);
    context.err.write(`Plan version ${planVersion} of ${flags.migration} is in ${flags.output}.\n`);
  }
  return 0;
}
