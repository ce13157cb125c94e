import type { Job } from './job.ts';
import { prune } from './prune.ts';

/** Everything the worker does by itself, but for sealing the trail. A new job is one file and one line. */
export const jobs = {
  prune: { everySeconds: 3_600, run: (ctx) => prune(ctx, {}) },
} satisfies Record<string, Job>;
