import type { RunReceipt } from '../../core/run/schema.ts';
import type { Executed, Job } from '../job/job.ts';
import type { Reporter } from '../report/reporter.ts';
import { executeJob, type JobContext } from './execute-job.ts';
import { inParallel } from './in-parallel.ts';

/** Null: it waits on disk, or was refused. */
export type Deliver = (executed: Executed) => Promise<RunReceipt | null>;

/** Executes every job once, delivers each result as soon as it is there, and answers with all of them. */
export async function runOnce(
  jobs: readonly Job[],
  options: { concurrency: number; context: JobContext; reporter: Reporter; deliver: Deliver | null },
): Promise<Executed[]> {
  const all: Executed[] = [];
  await inParallel(jobs, options.concurrency, async (job) => {
    options.reporter.started(job);
    const executed = await executeJob(job, options.context);
    const receipt = options.deliver ? await options.deliver(executed) : null;
    all.push(executed);
    options.reporter.finished(executed, receipt);
  });
  return all;
}
