import { setTimeout as sleep } from 'node:timers/promises';
import { nextTimeMs } from '../../core/check/schedule.ts';
import type { AgentConfig } from '../../core/control/schema.ts';
import type { ParallaxClient } from '../client/parallax-client.ts';
import type { Job, JobFilter } from '../job/job.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Outbox } from '../spool/outbox.ts';
import { AGENT_VERSION } from '../version.ts';
import { executeJob, type JobContext } from './execute-job.ts';
import { jobsOfConfig } from './jobs-of.ts';

/** The plan is read again, and the agent reports that it is alive, this often. */
const BEAT_MS = 30_000;

export type ScheduledOptions = {
  /** Asks for the plan at the start, for as long as it takes. */
  client: ParallaxClient;
  /** Says that the agent lives. It does not try for long: what it says is about this moment. */
  beating: ParallaxClient;
  agentName: string;
  concurrency: number;
  filters: readonly JobFilter[];
  reporter: Reporter;
  signal: AbortSignal;
  contextOf: (currency: string, configHash: string) => JobContext;
  /** Hears every plan that was read, before anything is done by it. */
  onConfig: (config: AgentConfig) => void;
  outbox: Pick<Outbox, 'keep' | 'counts'>;
};

/** Runs checks as they fall due until it is stopped. A check never overlaps itself. */
export async function runScheduled(options: ScheduledOptions): Promise<void> {
  const { client, reporter, signal } = options;
  const nextMs = new Map<string, number>();
  const running = new Map<string, Promise<void>>();
  const said = new Set<string>();
  let config = await client.config();
  options.onConfig(config);
  let beatMs = 0;
  let beating: Promise<void> | null = null;
  const report = once(reporter);
  while (!signal.aborted) {
    if (Date.now() >= beatMs && !beating) {
      beatMs = Date.now() + BEAT_MS;
      // Checks go on while Parallax cannot be reached: nothing waits for this.
      beating = beat(options, report)
        .then((newest) => {
          config = newest ?? config;
          options.onConfig(config);
        })
        .finally(() => {
          beating = null;
        });
    }
    const { jobs, skipped } = jobsOfConfig(config, options.filters);
    for (const text of skipped.filter((one) => !said.has(one))) {
      said.add(text);
      reporter.notice(`Skipped: ${text}.`);
    }
    const due = jobs
      .filter((job) => job.checkId !== null && !running.has(job.checkId))
      .map((job) => ({ job, atMs: nextMs.get(job.checkId ?? '') ?? 0 }))
      .sort((a, b) => a.atMs - b.atMs);
    for (const { job, atMs } of due) {
      if (atMs > Date.now() || running.size >= options.concurrency || job.checkId === null) continue;
      const id = job.checkId;
      nextMs.set(id, nextTimeMs(job.schedule, Date.now(), config.migration.timeZone));
      const work = execute(job, options, config).finally(() => running.delete(id));
      running.set(id, work);
    }
    const soonest = Math.min(beatMs, ...due.map(({ job }) => nextMs.get(job.checkId ?? '') ?? beatMs));
    const waitMs = Math.min(Math.max(soonest - Date.now(), 50), 1_000);
    await Promise.race([sleep(waitMs, undefined, { signal }).catch(() => {}), ...running.values()]);
  }
  await Promise.allSettled([...running.values(), beating]);
}

/** Through when the result is on disk: sending it, now or after an outage, keeps nothing waiting here. */
async function execute(job: Job, options: ScheduledOptions, config: AgentConfig): Promise<void> {
  const { reporter, signal, outbox } = options;
  reporter.started(job);
  try {
    const executed = await executeJob(job, options.contextOf(config.migration.currency, config.configHash));
    const { receipt } = await outbox.keep(executed, config.migration.timeZone);
    void receipt.then((answer) => reporter.finished(executed, answer));
  } catch (error) {
    if (!signal.aborted)
      reporter.notice(`${job.dataset.name} ${job.kind}: ${error instanceof Error ? error.message : error}`);
  }
}

/** The newest plan, or undefined while Parallax cannot be asked. */
async function beat(
  { beating, agentName, reporter, signal, outbox }: ScheduledOptions,
  report: (text: string) => void,
) {
  try {
    const backlog = outbox.counts().waiting;
    const clock = new Date().toISOString();
    const agent = { name: agentName, version: AGENT_VERSION };
    const { skewed, skewMs } = await beating.heartbeat({ protocol: 1, agent, clock, backlog });
    if (skewed) reporter.notice(`The clock of this machine is ${Math.round(skewMs / 1_000)} s off Parallax's.`);
    const config = await beating.config();
    report('');
    return config;
  } catch (error) {
    if (!signal.aborted) report(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** The same trouble every half minute is reported once, until it is over or another one. */
function once({ notice }: Reporter): (text: string) => void {
  let said = '';
  return (text) => {
    if (text !== '' && text !== said) notice(text);
    said = text;
  };
}
