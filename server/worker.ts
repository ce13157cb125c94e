import { db } from './db.ts';
import { env } from './env.ts';
import { runWorker } from './jobs/run-worker.ts';
import { log } from './log.ts';

// The worker process: `node server/worker.ts`. SIGTERM and SIGINT let it finish what it has begun.
const { DATABASE_URL } = env();
if (!DATABASE_URL) {
  log.fatal('DATABASE_URL is not set');
  process.exit(1);
}
const stopping = new AbortController();
for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => stopping.abort());
log.info('worker started');
await runWorker(DATABASE_URL, stopping.signal);
await db.$disconnect();
log.info('worker stopped');
