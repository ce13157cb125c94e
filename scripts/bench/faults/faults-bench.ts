import type { Fault } from '#server/testing/fault.ts';
import { Refusal } from '../../stack/refusal.ts';
import type { Bench, BenchOptions } from '../bench.ts';
import type { Figure } from '../figure.ts';
import { runApart } from '../run-apart.ts';
import { openBenchDatabase } from './bench-database.ts';

/** A few, so that `--quick` shows that it works. */
const QUICK = 5;
const SHOWN = 5;

export const faultsBench: Bench = {
  about: 'Every fault in full number, each on a fresh database: how often the oracle says something else',
  run: async (options) => {
    const [name] = options.args;
    if (name !== undefined) return [await runFault(name, options)];
    const figures: Figure[] = [];
    for (const each of (await loadFaults()).keys()) {
      options.signal.throwIfAborted();
      const report = await runApart(['faults', each], options);
      if (!report) throw new Error(`The fault "${each}" did not come to its end.`);
      figures.push(...report.figures.map(({ median: _, met: __, ...figure }) => figure));
    }
    return figures;
  },
};

async function runFault(name: string, { quick, seed, count, say }: BenchOptions): Promise<Figure> {
  const close = await openBenchDatabase();
  try {
    const faults = await loadFaults();
    const fault = faults.get(name);
    if (!fault) throw new Refusal(`There is no fault "${name}". Faults: ${[...faults.keys()].join(', ')}.`);
    const asked = count ?? (quick ? Math.min(QUICK, fault.few) : fault.full);
    const outcome = await fault.run({ seed, count: asked, say });
    for (const violation of outcome.violations.slice(0, SHOWN)) say(violation);
    const cutShort = outcome.count < asked ? 1 : 0;
    return {
      what: `${name}, ${outcome.count} of ${asked}`,
      values: [outcome.violations.length + cutShort],
      unit: 'violations',
      goal: { atMost: 0 },
      note: `seed ${outcome.seed}; seen: ${outcome.confirmed}`,
    };
  } finally {
    await close();
  }
}

/** The server's modules read DATABASE_URL when they are loaded, so they are loaded once there is one. */
async function loadFaults(): Promise<ReadonlyMap<string, Fault>> {
  const { faults } = await import('./registry.ts');
  return new Map(Object.entries<Fault>(faults));
}
