import type { AgentConfig } from '../../core/control/schema.ts';
import { isSupported } from '../check/registry.ts';
import type { AgentFile } from '../config/schema.ts';
import { isWanted, type Job, type JobFilter } from '../job/job.ts';

export type Jobs = { jobs: Job[]; skipped: string[] };

/** What Parallax asks for, less what this agent cannot do; that is named, not passed over. */
export function jobsOfConfig(config: AgentConfig, filters: readonly JobFilter[]): Jobs {
  const jobs: Job[] = [];
  const skipped: string[] = [];
  for (const check of config.checks) {
    const dataset = config.datasets.find(({ id }) => id === check.datasetId);
    if (!dataset || !isWanted(filters, dataset.name, check.kind)) continue;
    const { id: _, ...definition } = dataset;
    if (!isSupported(check.kind)) {
      skipped.push(`${dataset.name} ${check.kind}: this agent does not do ${check.kind} checks`);
      continue;
    }
    jobs.push({
      checkId: check.id,
      kind: check.kind,
      dataset: definition,
      lagMs: check.tolerances.lagMs ?? definition.lagMs,
      sampling: check.sampling,
      schedule: check.schedule,
    });
  }
  return { jobs, skipped };
}

/** What the file itself lists, for a comparison without Parallax. */
export function jobsOfFile(file: AgentFile, filters: readonly JobFilter[]): Jobs {
  const jobs: Job[] = [];
  const skipped: string[] = [];
  for (const { checks, ...dataset } of file.datasets) {
    for (const { kind, schedule, sampling, tolerances } of checks) {
      if (!isWanted(filters, dataset.name, kind)) continue;
      const lagMs = tolerances.lagMs ?? dataset.lagMs;
      if (isSupported(kind)) jobs.push({ checkId: null, kind, dataset, lagMs, sampling, schedule });
      else skipped.push(`${dataset.name} ${kind}: this agent does not do ${kind} checks`);
    }
  }
  return { jobs, skipped };
}
