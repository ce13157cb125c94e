import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

const RESTART_MS = 3_000;
const STOP_MS = 8_000;
const END_WITH_PARENT = new URL('end-with-parent.ts', import.meta.url).href;

export type Child = { stop: () => Promise<void> };

/**
 * Runs a node program beside the demo and starts it again when it ends by itself. What it says goes to `logFile`. It ends with the
 * demo, also when the demo is killed: the channel between them closes.
 */
export function runChild(name: string, args: readonly string[], env: NodeJS.ProcessEnv, logFile: string): Child {
  let isStopping = false;
  let restarting: NodeJS.Timeout | undefined;
  let child = start();

  function start() {
    const log = openSync(logFile, 'a', 0o600);
    // A group of its own: Ctrl-C reaches the demo only, which then stops things in order.
    const started = spawn(process.execPath, ['--import', END_WITH_PARENT, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    });
    closeSync(log);
    started.once('exit', (code, signal) => {
      if (isStopping) return;
      console.error(`  ${name} ended (${signal ?? `exit ${code}`}), see ${logFile}; it is started again`);
      restarting = setTimeout(() => {
        child = start();
      }, RESTART_MS);
    });
    return started;
  }

  return {
    stop: async () => {
      isStopping = true;
      clearTimeout(restarting);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(hard);
    },
  };
}
