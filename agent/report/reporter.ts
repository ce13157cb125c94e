import type { RunReceipt } from '../../core/run/schema.ts';
import type { Executed, Job } from '../job/job.ts';

/** Where the agent says what it does. */
export type Reporter = {
  started(job: Job): void;
  progress(job: Job, text: string): void;
  finished(executed: Executed, receipt: RunReceipt | null): void;
  notice(text: string): void;
  summary(all: readonly Executed[]): void;
};
