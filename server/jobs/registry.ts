import { createPartitions } from './create-partitions.ts';
import { failAbandonedRuns } from './fail-abandoned-runs.ts';
import type { Job } from './job.ts';
import { prune } from './prune.ts';
import { recordForecasts } from './record-forecasts.ts';
import { recordVerdictChanges } from './record-verdict-changes.ts';

/** Everything the worker does by itself, but for sealing the audit trail. A new job is one file and one line. */
export const jobs = {
  'create-partitions': { everySeconds: 86_400, run: (ctx) => createPartitions(ctx, {}) },
  'fail-abandoned-runs': { everySeconds: 15, run: (ctx) => failAbandonedRuns(ctx, {}) },
  'record-verdict-changes': { everySeconds: 15, onTopics: ['run', 'plan'], run: recordVerdictChanges },
  // Often enough that no day of any zone is left out; a day is recorded once.
  'record-forecasts': { everySeconds: 1_800, run: recordForecasts },
  prune: { everySeconds: 3_600, run: (ctx) => prune(ctx, {}) },
} satisfies Record<string, Job>;
