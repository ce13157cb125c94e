import { deliverRun } from '../client/deliver-run.ts';
import { createClient } from '../client/parallax-client.ts';
import { type LoadedFile, loadAgentFile } from '../config/load-agent-file.ts';
import { BlackoutWatch } from '../limits/blackout-watch.ts';
import type { Surroundings } from '../main.ts';
import { jsonReporter } from '../report/json-reporter.ts';
import { createMasking } from '../report/masking.ts';
import type { Reporter } from '../report/reporter.ts';
import { terminalReporter } from '../report/terminal-reporter.ts';
import type { JobContext } from '../run/execute-job.ts';
import { exitCodeOf } from '../run/exit-code.ts';
import { type JobFilter, parseJobFilter } from '../run/job.ts';
import { type Jobs, jobsOfConfig, jobsOfFile } from '../run/jobs-of.ts';
import { withSides } from '../run/open-sides.ts';
import { type Deliver, runOnce } from '../run/run-once.ts';
import { runScheduled } from '../run/run-scheduled.ts';
import { UserError } from '../user-error.ts';
import { AGENT_NAME, AGENT_VERSION } from '../version.ts';

export type RunFlags = { once?: boolean; json?: boolean; check?: string[] };
type Around = Surroundings & { signal: AbortSignal };

/** How long a single result is worth waiting for, while Parallax cannot be reached. */
const PATIENCE_ONCE_MS = 120_000;
const PATIENCE_SCHEDULED_MS = 3_600_000;

export async function runCommand(path: string, flags: RunFlags, around: Around): Promise<number> {
  const loaded = await loadAgentFile(path, around.env);
  const reporter = flags.json ? jsonReporter(around.out) : terminalReporter(around.out, around.err);
  const filters = (flags.check ?? []).map(parseJobFilter);
  const open = { applicationName: `${AGENT_NAME} ${AGENT_VERSION}`, baseFolder: loaded.folder, signal: around.signal };
  const blackout = new BlackoutWatch();
  return await withSides(loaded.config, open, blackout, async (sidesFor) => {
    const masking = createMasking(loaded.config.maskingKey);
    const contextOf = (currency: string, configHash: string): JobContext => ({
      sidesFor,
      blackout,
      currency,
      configHash,
      masking,
      signal: around.signal,
      onProgress: (job, text) => reporter.progress(job, text),
    });
    if (loaded.config.parallax)
      return await runForParallax(loaded, flags, filters, reporter, contextOf, blackout, around.signal);
    return await once(
      jobsOfFile(loaded.config, filters),
      loaded,
      reporter,
      contextOf(loaded.config.currency, loaded.hash),
      null,
    );
  });
}

async function runForParallax(
  { config: file, ...loaded }: LoadedFile,
  flags: RunFlags,
  filters: JobFilter[],
  reporter: Reporter,
  contextOf: (currency: string, configHash: string) => JobContext,
  blackout: BlackoutWatch,
  signal: AbortSignal,
): Promise<number> {
  const { parallax } = file;
  if (!parallax) return exitCodeOf([]);
  const client = createClient({
    ...parallax,
    signal,
    patienceMs: flags.once ? PATIENCE_ONCE_MS : PATIENCE_SCHEDULED_MS,
    onRetry: (text) => reporter.notice(text),
  });
  const deliver: Deliver = (executed) => deliverRun(client, executed.run, executed.differences);
  const warn = (sensitive: boolean) => {
    if (!sensitive || file.maskingKey) return;
    reporter.notice(
      'Sensitive columns are masked with a key made up for this run; set maskingKey to keep masks stable.',
    );
  };
  if (flags.once) {
    const config = await client.config();
    blackout.update(config.blackouts, config.migration.timeZone);
    warn(config.datasets.some((dataset) => dataset.columns.some((column) => column.sensitive)));
    const context = contextOf(config.migration.currency, config.configHash);
    return await once(jobsOfConfig(config, filters), { ...loaded, config: file }, reporter, context, deliver);
  }
  await runScheduled({
    client,
    agentName: file.agent.name,
    concurrency: file.concurrency,
    filters,
    reporter,
    signal,
    contextOf,
    onConfig: ({ blackouts, migration }) => blackout.update(blackouts, migration.timeZone),
    deliver,
  });
  return 0;
}

async function once(
  { jobs, skipped }: Jobs,
  { config }: LoadedFile,
  reporter: Reporter,
  context: JobContext,
  deliver: Deliver | null,
): Promise<number> {
  for (const text of skipped) reporter.notice(`Skipped: ${text}.`);
  if (jobs.length === 0) {
    throw new UserError(
      'There is nothing to compare: list datasets in the file, declare them to Parallax, or widen --check.',
    );
  }
  const all = await runOnce(jobs, { concurrency: config.concurrency, context, reporter, deliver });
  reporter.summary(all);
  return exitCodeOf(all);
}
