import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Nothing takes this long unless it hangs. */
const LIMIT_MS = 20 * 60_000;
/** Settings of a server that may be running here are nothing to the tests. */
const NOT_FOR_TESTS = [
  'DATABASE_URL',
  'HOST',
  'NEXTAUTH_SECRET',
  'NEXTAUTH_URL',
  'NODE_ENV',
  'PARALLAX_DATA_DIR',
  'PARALLAX_URL',
  'PORT',
];

const running = new Set<ChildProcess>();

/** For an end that is not ours to choose: whatever runs ends too. */
export function stopTools(): void {
  for (const child of running) child.kill('SIGTERM');
}

export type ToolRun = { ok: boolean; output: string; seconds: number };

/** Runs a node program with the tests' environment; `live` shows its output as it comes instead of keeping it. */
export function runTool(
  args: readonly string[],
  options: { live?: boolean; env?: Record<string, string>; limitMs?: number } = {},
): Promise<ToolRun> {
  const { live = false, env = {}, limitMs = LIMIT_MS } = options;
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
      env: { ...environment(), ...(live ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }), ...env },
    });
    running.add(child);
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => keep(Buffer.from(error.message)));
    child.on('close', (code, signal) => {
      running.delete(child);
      if (signal) output += `\nended by ${signal}`;
      resolve({ ok: code === 0, output: output.trim(), seconds: (performance.now() - started) / 1000 });
    });
  });
}

function environment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of NOT_FOR_TESTS) Reflect.deleteProperty(env, name);
  return env;
}

/** The script behind a command of an installed package. */
export const tool = (path: string) => join('node_modules', path);
