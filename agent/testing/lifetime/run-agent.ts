import { spawn } from 'node:child_process';

const CLI = new URL('../../cli.mjs', import.meta.url).pathname;
const NEVER_MS = 60_000;

export type AgentRun = {
  code: number | null;
  /** Everything it said, on both channels. */
  said: string;
  /** From its last word to its end; null where it did not end by itself. */
  lingeredMs: number | null;
};

/** Runs the real program to its end, or kills it when it never ends. */
export async function runAgent(file: string, flags: readonly string[]): Promise<AgentRun> {
  const child = spawn(process.execPath, [CLI, 'run', file, '--once', ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let lastMs = Date.now();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      said += text.toString();
      lastMs = Date.now();
    });
  }
  const never = setTimeout(() => child.kill('SIGKILL'), NEVER_MS);
  const [code, endedMs] = await new Promise<[number | null, number]>((resolve) => {
    let exitedMs = 0;
    child.on('exit', () => {
      exitedMs = Date.now();
    });
    // What was said is all there only when its channels are closed.
    child.on('close', (exitCode) => resolve([exitCode, exitedMs]));
  });
  clearTimeout(never);
  return { code, said, lingeredMs: code === null ? null : Math.max(0, endedMs - lastMs) };
}

/** How long a program that does nothing takes just now: what a busy machine adds to everything. */
export async function bareNodeMs(): Promise<number> {
  const startedMs = Date.now();
  const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  await new Promise((resolve) => child.on('exit', resolve));
  return Date.now() - startedMs;
}
