import { v7 as uuidv7 } from 'uuid';
import { judgeRun } from '../../core/run/judge-run.ts';
import type { Masking } from '../check/masking.ts';
import { checks } from '../check/registry.ts';
import { SideError } from '../connector/side-error.ts';
import type { Executed, Job } from '../job/job.ts';
import type { BlackoutWatch } from '../limits/blackout-watch.ts';
import { InBlackout } from '../limits/in-blackout.ts';
import type { SayWait } from '../limits/throttle.ts';
import { type Done, runOf } from './envelope.ts';
import type { SidesFor } from './open-sides.ts';

export type JobContext = {
  sidesFor: SidesFor;
  blackout: BlackoutWatch;
  currency: string;
  masking: Masking;
  /** What was configured when this ran; goes into the evidence. */
  configHash: string;
  /** Takes passwords and keys out of a message. */
  clean: (message: string) => string;
  signal: AbortSignal;
  onProgress: (job: Job, text: string) => void;
  /** What should be read later too, where nobody looks at progress: that a check waits, and that it goes on. */
  onNotice: (text: string) => void;
};

/** Executes one check. What goes wrong is an outcome, not an exception, but for the end of the whole program. */
export async function executeJob(job: Job, context: JobContext): Promise<Executed> {
  const runId = uuidv7();
  let startedMs = Date.now();
  let done = await doCheck(job, runId, context);
  // Nothing was sent of what a blackout window cut off: the check begins anew when it is over.
  while (done === 'in blackout') {
    await context.blackout.over(context.signal, sayWait(job, context));
    startedMs = Date.now();
    done = await doCheck(job, runId, context);
  }
  const run = runOf(job, done, { runId, startedMs, configHash: context.configHash });
  const body = done.ok ? done.value.body : undefined;
  return {
    job,
    startedAt: new Date(startedMs).toISOString(),
    run,
    differences: body?.kind === 'field_level' ? (body.differences ?? []) : [],
    verdict: judgeRun(run, { mayBeEmpty: job.dataset.mayBeEmpty, tolerances: {} }),
  };
}

async function doCheck(job: Job, runId: string, context: JobContext): Promise<Done | 'in blackout'> {
  const { currency, masking, signal } = context;
  const onProgress = (text: string) => context.onProgress(job, text);
  try {
    const value = await checks[job.kind]({
      dataset: job.dataset,
      sides: context.sidesFor(sayWait(job, context)),
      lagMs: job.lagMs,
      // A sample that nobody fixed is drawn anew each time; its seed is reported, so it can be drawn again.
      sampling: job.sampling && { rows: job.sampling.rows, seed: job.sampling.seed ?? runId },
      currency,
      masking,
      signal,
      onProgress,
    });
    return { ok: true, value };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof InBlackout) return 'in blackout';
    const message = error instanceof Error ? error.message : String(error);
    const side = error instanceof SideError ? `, ${error.side} side` : '';
    return { ok: false, message: context.clean(`Dataset "${job.dataset.name}"${side}: ${message}`) };
  }
}

function sayWait(job: Job, context: JobContext): SayWait {
  return (text, isNews) => {
    context.onProgress(job, text);
    if (isNews) context.onNotice(`${job.dataset.name} ${job.kind}: ${text}.`);
  };
}
