import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessMark } from './process-mark.ts';

/** Signals in turn, each with the time it gets to work; true once the process is gone. */
export type StopPlan = readonly { signal: NodeJS.Signals; waitMs: number }[];

export async function stopProcess(mark: ProcessMark, plan: StopPlan): Promise<boolean> {
  for (const { signal, waitMs } of plan) {
    if (!isRunning(mark)) return true;
    try {
      process.kill(mark.pid, signal);
    } catch {
      // Gone between the look and the signal; the next look tells.
    }
    const deadline = performance.now() + waitMs;
    while (performance.now() < deadline) {
      if (!isRunning(mark)) return true;
      await sleep(50);
    }
  }
  return !isRunning(mark);
}
