import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { markProcess, type ProcessMark } from '#server/process/process-mark.ts';
import { type StopPlan, stopProcess } from '#server/process/stop-process.ts';

const END_WITH_PARENT = new URL('end-with-parent.ts', import.meta.url).href;
const RESTART_MS = 1_000;
/** More ends than this within the time mean that starting again does not help. */
const MAX_ENDS = 5;
const ENDS_WITHIN_MS = 60_000;

export const SERVICE_STOP: StopPlan = [
  { signal: 'SIGTERM', waitMs: 10_000 },
  { signal: 'SIGKILL', waitMs: 2_000 },
];

export type ServiceOptions = {
  name: string;
  /** Flags of node, then the script and its arguments. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Where it writes; null for this terminal. */
  logFile: string | null;
  onStart: (mark: ProcessMark) => void;
  /** A sentence about an end that nobody asked for. */
  onEnd: (sentence: string) => void;
};

export type Service = {
  /** Settles with a sentence when the service keeps ending; it is not started again then. */
  gaveUp: Promise<string>;
  stop: () => Promise<void>;
};

/** Runs a node program of ours and starts it again when it ends by itself. It never outlives this process. */
export function runService(options: ServiceOptions): Service {
  const stopping = new AbortController();
  let child: ChildProcess | null = null;

  const gaveUp = (async () => {
    const ends: number[] = [];
    while (!stopping.signal.aborted) {
      child = launch(options);
      const how = await ended(child);
      if (stopping.signal.aborted) break;
      const now = performance.now();
      ends.push(now);
      const recent = ends.filter((at) => now - at < ENDS_WITHIN_MS);
      const seeLog = options.logFile ? `, see ${options.logFile}` : '';
      if (recent.length >= MAX_ENDS) return `The ${options.name} process keeps ending (${how})${seeLog}.`;
      options.onEnd(`The ${options.name} process ended (${how})${seeLog}; it is started again.`);
      await sleep(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
    return new Promise<string>(() => {});
  })();

  return {
    gaveUp,
    stop: async () => {
      stopping.abort();
      const mark = child?.pid && child.exitCode === null ? markProcess(child.pid) : null;
      if (mark) await stopProcess(mark, SERVICE_STOP);
    },
  };
}

function launch({ args, env, logFile, onStart }: ServiceOptions): ChildProcess {
  const log = logFile === null ? null : openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...args], {
    env,
    stdio: ['ignore', log ?? 'inherit', log ?? 'inherit', 'ipc'],
    // A group of its own: Ctrl-C reaches the starting process only, which then stops things in order.
    detached: true,
  });
  if (log !== null) closeSync(log);
  const mark = child.pid ? markProcess(child.pid) : null;
  if (mark) onStart(mark);
  return child;
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
  });
}
