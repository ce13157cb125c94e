import { createPartitions } from './create-partitions.ts';
import { failAbandonedRuns } from './fail-abandoned-runs.ts';
import type { Job } from './job.ts';
import { prune } from './prune.ts';
import { recordVerdictChanges } from './record-verdict-changes.ts';

/** Everything the worker does by itself, but for sealing the trail. A new job is one file and one line. */
export const jobs = {
  'create-partitions': { everySeconds: 86_400, run: (ctx) => createPartitions(ctx, {}) },
  'fail-abandoned-runs': { everySeconds: 15, run: (ctx) => failAbandonedRuns(ctx, {}) },
  'record-verdict-changes': { everySeconds: 15, onTopics: ['run', 'plan'], run: recordVerdictChanges },
  prune: { everySeconds: 3_600, run: (ctx) => prune(ctx, {}) },
} satisfies Record<string, Job>;
