import { v7 as uuidv7 } from 'uuid';
import { judgeRun } from '../../core/run/judge-run.ts';
import type { Sides } from '../check/check.ts';
import { checks } from '../check/registry.ts';
import type { Masking } from '../report/masking.ts';
import { UserError } from '../user-error.ts';
import { type Done, runOf } from './envelope.ts';
import type { Executed, Job } from './job.ts';

export type JobContext = {
  sides: Sides;
  currency: string;
  masking: Masking;
  /** What was configured when this ran; goes into the evidence. */
  configHash: string;
  signal: AbortSignal;
  onProgress: (job: Job, text: string) => void;
};

/** Executes one check. What goes wrong is an outcome, not an exception, but for the end of the whole program. */
export async function executeJob(job: Job, context: JobContext): Promise<Executed> {
  const runId = uuidv7();
  const startedMs = Date.now();
  const done = await doCheck(job, runId, context);
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

async function doCheck(job: Job, runId: string, context: JobContext): Promise<Done> {
  const { sides, currency, masking, signal } = context;
  try {
    const value = await checks[job.kind]({
      dataset: job.dataset,
      sides,
      lagMs: job.lagMs,
      // A sample that nobody fixed is drawn anew each time; its seed is reported, so it can be drawn again.
      sampling: job.sampling && { rows: job.sampling.rows, seed: job.sampling.seed ?? runId },
      currency,
      masking,
      signal,
      onProgress: (text) => context.onProgress(job, text),
    });
    return { ok: true, value };
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, message: error instanceof UserError ? message : `Dataset "${job.dataset.name}": ${message}` };
  }
}
