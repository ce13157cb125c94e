import type { AgentConfig } from '../../core/control/schema.ts';
import { createMasking } from '../check/masking.ts';
import { createClient } from '../client/parallax-client.ts';
import type { CommandContext } from '../command-line.ts';
import { type LoadedFile, loadAgentFile } from '../config/load-agent-file.ts';
import { cleanerOf } from '../config/secrets.ts';
import { parseDuration } from '../duration.ts';
import { type Executed, type JobFilter, parseJobFilter } from '../job/job.ts';
import { BlackoutWatch } from '../limits/blackout-watch.ts';
import { jsonReporter } from '../report/json-reporter.ts';
import type { Reporter } from '../report/reporter.ts';
import { terminalReporter } from '../report/terminal-reporter.ts';
import type { JobContext } from '../run/execute-job.ts';
import { EXIT, exitCodeOf } from '../run/exit-code.ts';
import { type Jobs, jobsOfConfig, jobsOfFile } from '../run/jobs-of.ts';
import { withSides } from '../run/open-sides.ts';
import { type Deliver, runOnce } from '../run/run-once.ts';
import { runScheduled } from '../run/run-scheduled.ts';
import { withOutbox } from '../spool/outbox.ts';
import { UserError } from '../user-error.ts';
import { AGENT_NAME, AGENT_VERSION } from '../version.ts';

export type RunFlags = { once?: boolean; json?: boolean; check?: string[]; wait?: string };

const BEAT_PATIENCE_MS = 5_000;

export async function runCommand(path: string, flags: RunFlags, context: CommandContext): Promise<number> {
  const loaded = await loadAgentFile(path, context.env);
  const clean = cleanerOf(loaded.config);
  const printing = flags.json ? jsonReporter(context.out) : terminalReporter(context.out, context.err);
  const reporter: Reporter = { ...printing, notice: (text) => printing.notice(clean(text)) };
  try {
    const { executed, code } = await runLoaded(loaded, flags, reporter, clean, context);
    // Said when everything is closed: whoever reads it may go on at once.
    if (executed) reporter.summary(executed);
    return code;
  } catch (error) {
    throw new UserError(clean(error instanceof Error ? error.message : String(error)));
  }
}

/** `executed`: with --once, what is to be summed up. */
type Ended = { executed: readonly Executed[] | null; code: number };

async function runLoaded(
  loaded: LoadedFile,
  flags: RunFlags,
  reporter: Reporter,
  clean: (message: string) => string,
  context: CommandContext,
): Promise<Ended> {
  const filters = (flags.check ?? []).map(parseJobFilter);
  const open = { applicationName: `${AGENT_NAME} ${AGENT_VERSION}`, baseFolder: loaded.folder, signal: context.signal };
  const blackout = new BlackoutWatch();
  return await withSides(loaded.config, open, blackout, async (sidesFor) => {
    const masking = createMasking(loaded.config.maskingKey);
    const contextOf = (currency: string, configHash: string): JobContext => ({
      sidesFor,
      blackout,
      currency,
      configHash,
      masking,
      clean,
      signal: context.signal,
      onProgress: (job, text) => reporter.progress(job, text),
      onNotice: (text) => reporter.notice(text),
    });
    if (loaded.config.parallax)
      return await runForParallax(loaded, flags, filters, reporter, contextOf, blackout, context.signal);
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
  loaded: LoadedFile,
  flags: RunFlags,
  filters: JobFilter[],
  reporter: Reporter,
  contextOf: (currency: string, configHash: string) => JobContext,
  blackout: BlackoutWatch,
  signal: AbortSignal,
): Promise<Ended> {
  const { config: file, stateFolder } = loaded;
  const { parallax, spool } = file;
  if (!parallax) return { executed: null, code: exitCodeOf([]) };
  const notice = (text: string) => reporter.notice(text);
  const waitMs = parseDuration(flags.wait ?? '2m');
  if (waitMs === undefined) throw new UserError(`--wait: "${flags.wait}" is no duration such as 30s, 2m or 1h.`);
  const clientOf = (patienceMs: number, onRetry?: (text: string) => void) =>
    createClient({ ...parallax, signal, patienceMs, onRetry });
  const place = { folder: stateFolder, maxBytes: spool.maxBytes, maxAgeMs: spool.maxAge };
  return await withOutbox({ ...parallax, ...place, notice, signal }, async (outbox) => {
    if (!flags.once) {
      const client = clientOf(Number.POSITIVE_INFINITY, notice);
      const given = { agentName: file.agent.name, concurrency: file.concurrency, filters, reporter, signal, contextOf };
      const onConfig = ({ blackouts, migration }: AgentConfig) => blackout.update(blackouts, migration.timeZone);
      await runScheduled({ ...given, onConfig, client, beating: clientOf(BEAT_PATIENCE_MS), outbox });
      return { executed: null, code: 0 };
    }
    const refusedBefore = outbox.counts().refused;
    const config = await clientOf(waitMs, notice).config();
    blackout.update(config.blackouts, config.migration.timeZone);
    const sensitive = config.datasets.some((dataset) => dataset.columns.some((column) => column.sensitive));
    if (sensitive && !file.maskingKey) {
      notice('Sensitive columns are masked with a key made up for this run; set maskingKey to keep masks stable.');
    }
    await outbox.drain(waitMs);
    const context = contextOf(config.migration.currency, config.configHash);
    const deliver: Deliver = (executed) => outbox.deliver(executed, config.migration.timeZone, waitMs);
    const { executed, code } = await once(jobsOfConfig(config, filters), loaded, reporter, context, deliver);
    const { waiting, refused } = outbox.counts();
    if (waiting > 0) notice(`${waiting} results wait in ${stateFolder} and are sent at the next start.`);
    if (refused > refusedBefore) return { executed, code: EXIT.couldNotCompare };
    return { executed, code: waiting > 0 && code !== EXIT.couldNotCompare ? EXIT.notDelivered : code };
  });
}

async function once(
  { jobs, skipped }: Jobs,
  { config }: LoadedFile,
  reporter: Reporter,
  context: JobContext,
  deliver: Deliver | null,
): Promise<Ended> {
  for (const text of skipped) reporter.notice(`Skipped: ${text}.`);
  if (jobs.length === 0) {
    throw new UserError(
      'There is nothing to compare: list datasets in the file, declare them to Parallax, or widen --check.',
    );
  }
  const executed = await runOnce(jobs, { concurrency: config.concurrency, context, reporter, deliver });
  return { executed, code: exitCodeOf(executed) };
}
