import { PgBoss } from 'pg-boss';
import type { Context } from '../context.ts';
import { systemContext } from '../context.ts';
import { type Listening, listen } from '../listen.ts';
import { readLiveEvent } from '../live/live-event.ts';
import { log } from '../log.ts';
import { LIVE_CHANNEL } from '../outbox/append-changes.ts';
import type { Job } from './job.ts';

const SCHEMA = 'parallax_jobs';
const STOP_WITHIN_MS = 15_000;
/** A job that runs longer has died with its worker and is started again. */
const EXPIRE_SECONDS = 300;

type Scheduled = { stop: () => Promise<void> };

/**
 * Runs jobs through pg-boss, in a schema of its own: at any time at most one of each kind runs and one waits, however many workers
 * there are, and a job that dies with its worker is run again.
 */
export async function scheduleJobs(
  url: string,
  jobs: Readonly<Record<string, Job>>,
  given: Partial<Context> = {},
): Promise<Scheduled> {
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    max: 2,
    schedule: false,
    application_name: 'parallax jobs',
  });
  boss.on('error', (err) => log.warn({ err }, 'jobs'));
  await boss.start();
  for (const [name, job] of Object.entries(jobs)) await serve(boss, name, job, given);
  const timers = Object.entries(jobs).map(([name, job]) => {
    void order(boss, name);
    return setInterval(() => void order(boss, name), job.everySeconds * 1_000);
  });
  const listening = listenFor(url, jobs, (name) => void order(boss, name));
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await listening.stop();
      await boss.stop({ graceful: true, timeout: STOP_WITHIN_MS });
    },
  };
}

async function serve(boss: PgBoss, name: string, job: Job, given: Partial<Context>): Promise<void> {
  await boss.createQueue(name, {
    policy: 'stately',
    retryLimit: 2,
    retryDelay: 5,
    expireInSeconds: EXPIRE_SECONDS,
    deleteAfterSeconds: 3_600,
  });
  await boss.work(name, { pollingIntervalSeconds: 1 }, async () => {
    try {
      await job.run(systemContext(name, given));
    } catch (err) {
      log.error({ err, job: name }, 'job failed');
      throw err;
    }
  });
}

/** Refused by the queue where one waits already. While the database is away there will be another turn. */
async function order(boss: PgBoss, name: string): Promise<void> {
  await boss.send(name, {}).catch((err) => log.warn({ err, job: name }, 'job not ordered'));
}

function listenFor(url: string, jobs: Readonly<Record<string, Job>>, start: (name: string) => void): Listening {
  return listen({
    url,
    channel: LIVE_CHANNEL,
    onPayload: (payload) => {
      const topic = readLiveEvent(payload)?.topic;
      if (!topic) return;
      for (const [name, job] of Object.entries(jobs)) if (job.onTopics?.includes(topic)) start(name);
    },
  });
}
