import { createClient } from '../client/parallax-client.ts';
import type { CommandContext } from '../command-line.ts';
import { loadAgentFile } from '../config/load-agent-file.ts';
import { UserError } from '../user-error.ts';

const PATIENCE_MS = 60_000;

/** Sends the datasets of the file, with their checks, to the plan of the migration that the key belongs to. */
export async function declareCommand(
  path: string,
  flags: { json?: boolean },
  context: CommandContext,
): Promise<number> {
  const { config } = await loadAgentFile(path, context.env);
  if (!config.parallax) throw new UserError(`${path}: to declare datasets, name Parallax (parallax: url, key).`);
  if (config.datasets.length === 0) throw new UserError(`${path}: there are no datasets to declare.`);
  const client = createClient({
    ...config.parallax,
    signal: context.signal,
    patienceMs: PATIENCE_MS,
    onRetry: (text) => context.err.write(`${text}\n`),
  });
  const declared = await client.declare({ datasets: config.datasets });
  if (flags.json) context.out.write(`${JSON.stringify(declared)}\n`);
  else {
    const { planVersion, datasets, checks } = declared;
    context.out.write(
      `Declared ${datasets.length} datasets with ${checks.length} checks: plan version ${planVersion}.\n`,
    );
  }
  return 0;
}
