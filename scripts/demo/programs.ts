import { main as runAgent } from '#agent/main.ts';
import { Refusal } from '../stack/refusal.ts';
import { runService, type Service } from '../stack/service.ts';

const AGENT_FILE = 'scripts/demo/agent.yaml';

/** What agent.yaml and the workload are told, in their environment. */
export type ProgramEnv = {
  DEMO_PARALLAX_URL: string;
  DEMO_KEY: string;
  DEMO_SEED: string;
  DEMO_LIVE_SINCE: string;
  DEMO_LEGACY_FILE: string;
  DEMO_TARGET_URL: string;
  DEMO_READER_URL: string;
  DEMO_MASKING_KEY: string;
};

/** Tells Parallax what is to be compared, as `parallax-agent declare` does. */
export async function declareDatasets(env: ProgramEnv, signal: AbortSignal): Promise<void> {
  const said: string[] = [];
  const listen = { write: (text: string) => said.push(text) };
  const code = await runAgent(['declare', AGENT_FILE], { env, out: listen, err: listen, signal });
  if (code !== 0) throw new Refusal(`The datasets of the demo could not be declared:\n${said.join('')}`);
}

/** The business and the agent that watches it, each a process of its own. */
export function startPrograms(env: ProgramEnv, logDir: string, onEnd: (line: string) => void): Service[] {
  const run = (name: string, args: string[]) =>
    runService({
      name,
      args,
      env: { ...process.env, ...env },
      logFile: `${logDir}/${name}.log`,
      onStart: () => {},
      onEnd,
    });
  return [run('workload', ['scripts/demo/workload/main.ts']), run('agent', ['agent/cli.mjs', 'run', AGENT_FILE])];
}
