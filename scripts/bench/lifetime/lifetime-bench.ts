import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countSteps, runWithFault } from '#agent/testing/lifetime/run-with-fault.ts';
import { closeWorld, openWorld, type World } from '#agent/testing/lifetime/world.ts';
import { startPostgres } from '#server/postgres/start-postgres.ts';
import { findMariadb } from '../../mariadb/find-mariadb.ts';
import { startMariadb } from '../../mariadb/start-mariadb.ts';
import type { Bench } from '../bench.ts';

const RUNS = 1_000;
const QUICK_RUNS = 10;
const SHOWN = 10;

export const lifetimeBench: Bench = {
  about:
    'The agent with --once, each run with a fault of connecting, asking or closing: right exit code, and nothing left behind',
  run: async ({ quick, seed, count, say, signal }) => {
    const runs = count ?? (quick ? QUICK_RUNS : RUNS);
    const home = await mkdtemp(join(tmpdir(), 'parallax-bench-'));
    const programs = findMariadb(say);
    const postgres = await startPostgres({ home, throwAway: true });
    const mariadb = programs ? await startMariadb(programs) : null;
    if (!mariadb) say('no MariaDB: PostgreSQL and SQLite alone');
    let world: World | undefined;
    try {
      world = await openWorld({ postgresqlUrl: postgres.url('postgres'), mariadbPort: mariadb?.port ?? null });
      const steps = await countSteps(world);
      const violations: string[] = [];
      const lingered: number[] = [];
      let struck = 0;
      for (let i = 0; i < runs; i++) {
        signal.throwIfAborted();
        const run = await runWithFault(world, seed + i, steps);
        struck += run.struck ? 1 : 0;
        lingered.push(run.lingeredMs);
        for (const text of run.violations) if (violations.push(text) <= SHOWN) say(text);
        if ((i + 1) % 100 === 0) say(`${i + 1} runs, ${violations.length} violations`);
      }
      return [
        {
          what: `${runs} runs with a fault`,
          values: [violations.length],
          unit: 'violations',
          goal: { atMost: 0 },
          note: `seeds ${seed} to ${seed + runs - 1}; ${struck} faults struck, spread over ${steps} steps; gone ${Math.max(...lingered)} ms after the last word at the latest`,
        },
      ];
    } finally {
      if (world) await closeWorld(world);
      await Promise.all([postgres.stop(), mariadb?.stop()]);
      await rm(home, { recursive: true, force: true });
    }
  },
};
