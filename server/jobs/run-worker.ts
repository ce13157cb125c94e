import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { log } from '../log.ts';
import { jobs } from './registry.ts';
import { scheduleJobs } from './schedule-jobs.ts';
import { sealLoop } from './seal-loop.ts';

const RETRY_MS = 2_000;

/** Seals the audit trail and runs the jobs until stopped; then it finishes what has begun. */
export async function runWorker(url: string, signal: AbortSignal, given: Partial<Context> = {}): Promise<void> {
  const sealing = sealLoop(signal, given);
  const scheduled = await startJobs(url, signal, given);
  if (!signal.aborted)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await scheduled?.stop();
  await sealing;
}

/** The database may come up later than the worker. */
async function startJobs(url: string, signal: AbortSignal, given: Partial<Context>) {
  while (!signal.aborted) {
    try {
      return await scheduleJobs(url, jobs, given);
    } catch (err) {
      log.warn({ err }, 'jobs not started, trying again');
      await sleep(RETRY_MS, undefined, { signal }).catch(() => {});
    }
  }
  return null;
}
