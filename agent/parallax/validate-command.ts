import { readPlanYaml } from '../../core/plan/read-plan-yaml.ts';
import type { CommandContext } from '../command-line.ts';
import { inLines, readText } from './read-plan-file.ts';

/** Everything that is wrong with a file, as far as that can be said without the server: 0 nothing, 1 something. */
export async function validateCommand(
  path: string,
  flags: { json?: boolean },
  { out }: CommandContext,
): Promise<number> {
  const { problems } = readPlanYaml(await readText(path));
  if (flags.json) out.write(`${JSON.stringify({ valid: problems.length === 0, problems })}\n`);
  else out.write(problems.length === 0 ? `${path} is valid.\n` : `${inLines(path, problems)}\n`);
  return problems.length === 0 ? 0 : 1;
}
