import type { DatabaseSync } from 'node:sqlite';
import { Pool } from 'pg';
import { openLegacy } from '../business/legacy-database.ts';
import { Random } from '../business/random.ts';
import { logChange } from './change-log.ts';
import { knownRows, Recently } from './known-rows.ts';
import { Meter } from './meter.ts';
import { growthShare, replicationDelayMs } from './pace.ts';
import { readBoth } from './reads.ts';
import { repeat } from './repeat.ts';
import { replicate } from './replicator.ts';
import { Reporter } from './reporter.ts';
import { TRUNCATION_AFTER_MS, type WorkloadSettings } from './settings.ts';
import { changing, growing, type Write } from './writes.ts';

const TICK_MS = 100;
const REPORT_MS = 10_000;
/** Reads that wait for the target; more than this and the tick sends none. */
const MAX_WAITING = 40;
/** Of all requests. */
const WRITE_SHARE = 0.2;
const GROWING_SHARE_OF_WRITES = 0.3;

/** The living business. Answers how to stop it; after that nothing is open. */
export function startWorkload(settings: WorkloadSettings): { stop: () => Promise<void> } {
  const liveSince = Date.parse(settings.DEMO_LIVE_SINCE);
  const release = { truncateFrom: liveSince + TRUNCATION_AFTER_MS };
  const random = new Random(`${settings.DEMO_SEED}/live/${Date.now()}`);
  const db = openLegacy(settings.DEMO_LEGACY_FILE);
  const pool = new Pool({
    connectionString: settings.DEMO_TARGET_URL,
    max: 6,
    query_timeout: 5_000,
    connectionTimeoutMillis: 5_000,
  });
  // A database that goes away shows in the error counts; without a listener it would end the process.
  pool.on('error', () => {});
  const meter = new Meter(Date.now);
  const reporter = new Reporter({ baseUrl: settings.DEMO_PARALLAX_URL, key: settings.DEMO_KEY }, meter);
  const known = knownRows(db);
  const recently = new Recently();
  const waiting = new Set<Promise<void>>();
  let owed = 0;

  const tick = () => {
    owed = Math.min(owed + (settings.DEMO_REQUESTS_PER_SECOND * TICK_MS) / 1_000, 50);
    for (; owed >= 1; owed -= 1) {
      const now = Date.now();
      if (random.chance(WRITE_SHARE)) {
        const grows = random.chance(GROWING_SHARE_OF_WRITES * growthShare(now - liveSince));
        const write = random.weighted(grows ? growing : changing);
        writeLegacy(db, meter, random, () => write({ db, random, known, recently, now }), now);
      } else if (waiting.size < MAX_WAITING) {
        const read = readBoth(db, pool, meter, random, known).finally(() => waiting.delete(read));
        waiting.add(read);
      }
    }
  };

  const ticking = setInterval(tick, TICK_MS);
  const replicating = repeat(async () => void (await replicate(db, pool, meter, release)), TICK_MS);
  const reporting = repeat(() => reporter.report(), REPORT_MS);

  return {
    stop: async () => {
      clearInterval(ticking);
      await Promise.all([replicating.stop(), reporting.stop(), ...waiting]);
      await reporter.report();
      await pool.end();
      db.close();
    },
  };
}
/** One business transaction: rows and their entries in the change log together, or neither. */
function writeLegacy(
  db: DatabaseSync,
  meter: Meter,
  random: Random,
  write: () => ReturnType<Write>,
  now: number,
): void {
  const started = performance.now();
  try {
    db.exec('BEGIN IMMEDIATE');
    for (const [table, row] of write()) logChange(db, table, row, now, replicationDelayMs(random, now));
    db.exec('COMMIT');
    meter.count('legacy', performance.now() - started, 'done');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    meter.count('legacy', performance.now() - started, 'failedTransaction');
    console.error(`workload: a legacy write failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
