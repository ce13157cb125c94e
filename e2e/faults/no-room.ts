import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '#server/process/process-mark.ts';
import type { Fault } from '#server/testing/fault.ts';
import { onServer } from '#server/testing/on-server.ts';
import { type Random, randomOf } from '#server/testing/random.ts';
import { type Acknowledged, attempt } from './agents.ts';
import { callsOf } from './calls.ts';
import { findLost, findTorn } from './find-torn.ts';
import { daysAgo, type Instance } from './instance.ts';
import { openOwnPostgres, prepareInstances } from './own-postgres.ts';
import { openSmallDisk } from './small-disk.ts';
import { startWeb, type Web } from './web.ts';
import { workloadOf } from './workload.ts';

/** Each brings some megabytes. */
const MOST_PUSHES = 60;

const POOL = 2;
const WAITING = `SELECT count(*)::int AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;

type Tally = { taken: Acknowledged[]; refused: number; violations: string[]; notReady: number };

/** Fault 13. What is counted is calls without room: half with every connection in use, half with a full disk. */
export const noRoom: Fault = {
  about: 'All connections in use, then the disk of the database full: nothing is acknowledged that is not committed',
  full: 200,
  few: 12,
  run: async ({ seed, count, say }) => {
    const random = randomOf(seed);
    const from = daysAgo(9);
    const disk = await openSmallDisk();
    const postgres = await openOwnPostgres(disk?.path);
    const tally: Tally = { taken: [], refused: 0, violations: [], notReady: 0 };
    try {
      const workload = workloadOf(random, { datasets: 1, runs: 4, large: 0, from });
      const [instance] = await prepareInstances(postgres.url, workload.plan, from, 1);
      if (!instance) throw new Error('The instance was not made.');
      const web = await startWeb({ databaseUrl: postgres.url, pool: POOL });
      try {
        await withoutConnections(postgres.url, web, instance, count / 2, random, tally);
        const ofPool = `${tally.refused} refused with every connection in use, /readyz 503 ${tally.notReady} times`;
        await recovers(web, instance, random, tally);
        say?.(ofPool);
        if (!disk)
          return {
            seed,
            count,
            confirmed: `${ofPool}; full disk skipped: no small disk can be mounted here`,
            violations: tally.violations,
          };
        const before = tally.refused;
        await disk.fill();
        for (let more = 0; more < MOST_PUSHES && tally.refused - before < count / 2; more += 1) {
          await push(web, instance, 8, random, tally, 2_000);
        }
        const left = await disk.freeBytes();
        if (tally.refused === before) tally.violations.push('the disk was full and nothing was refused');
        await disk.makeRoom();
        // Without room for its log PostgreSQL ends itself; `npm start` starts it again as is done here.
        await sleep(1_000);
        const ended = !postgres.isAlive();
        if (ended) await postgres.start();
        await recovers(web, instance, random, tally);
        tally.violations.push(...(await findLost(instance.migrationId, tally.taken, postgres.url)));
        tally.violations.push(...(await findTorn(instance.migrationId, postgres.url)));
        if (!isRunning(web.mark)) tally.violations.push('the web process was not the same any more');
        const ofDisk = `${tally.refused - before} refused with ${left} bytes free${ended ? ' (PostgreSQL ended itself)' : ''}, ${tally.taken.length} acknowledged and all there`;
        return {
          seed,
          count,
          confirmed: `${ofPool}; ${ofDisk}`,
          violations: tally.violations.map((one) => `seed ${seed}: ${one}`),
        };
      } finally {
        await web.kill();
      }
    } finally {
      await postgres.close();
      await disk?.close();
    }
  },
};

/** Somebody else holds the lock that every result of the dataset needs, so that no call gives its connection back. */
async function withoutConnections(
  url: string,
  web: Web,
  instance: Instance,
  count: number,
  random: Random,
  tally: Tally,
): Promise<void> {
  await onServer(url, async (client) => {
    await client.query('BEGIN');
    await client.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('evidence of ' || id, 0)) FROM dataset WHERE migration_id = $1`,
      [instance.migrationId],
    );
    const pushing = push(web, instance, Math.ceil(count), random, tally, 1);
    const allWait = async () => {
      const { rows } = await client.query(WAITING);
      return rows[0]?.waiting === POOL;
    };
    for (const untilMs = performance.now() + 15_000; performance.now() < untilMs && tally.notReady < 2; ) {
      if (!(await allWait())) {
        await sleep(20);
        continue;
      }
      const [alive, ready] = [await fetch(`${web.url}/livez`), await fetch(`${web.url}/readyz`)];
      await Promise.all([alive.text(), ready.text()]);
      if (alive.status !== 200) tally.violations.push(`/livez said ${alive.status} without a free connection`);
      if (!(await allWait())) continue;
      if (ready.status === 503) tally.notReady += 1;
      else tally.violations.push(`/readyz said ${ready.status} without a free connection`);
    }
    if (tally.notReady === 0) tally.violations.push('the connections were never all in use');
    await sleep(5_000);
    await client.query('ROLLBACK');
    await pushing;
  });
}

/** Runs of `rows` differences, several at a time: each is taken, or refused with 503 and when to come again. */
async function push(
  web: Web,
  instance: Instance,
  count: number,
  random: Random,
  tally: Tally,
  rows: number,
): Promise<void> {
  const workload = workloadOf(random, { datasets: 1, runs: count * 2, large: rows, from: daysAgo(9) });
  const sayings = workload.sayings.filter((saying) => saying.type === (rows > 1 ? 'chunked' : 'run'));
  const calls = sayings.slice(0, count).flatMap((saying) => callsOf(saying, instance.checkIds));
  for (let at = 0; at < calls.length; at += 8) {
    await Promise.all(
      calls.slice(at, at + 8).map(async (call, i) => {
        const answer = await attempt(web.url, instance.keys[i] ?? '', call);
        if (answer?.status === 200) tally.taken.push({ call, body: answer.body });
        else if (answer?.status === 503 && answer.retryAfter !== null) tally.refused += 1;
        // What a refused call should have opened is not there; a call that was cut off says nothing.
        else if (answer && answer.status !== 404 && answer.status !== 422)
          tally.violations.push(`${call.name}: ${JSON.stringify(answer)}`);
      }),
    );
  }
}

async function recovers(web: Web, instance: Instance, random: Random, tally: Tally): Promise<void> {
  const before = tally.taken.length;
  const refused = tally.refused;
  for (let i = 0; i < 20 && tally.taken.length === before; i += 1) {
    await push(web, instance, 1, random, tally, 1);
    await sleep(200);
  }
  tally.refused = refused;
  if (tally.taken.length === before) tally.violations.push('nothing is taken though there is room again');
}
