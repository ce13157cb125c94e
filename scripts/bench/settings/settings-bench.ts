import type { Bench } from '../bench.ts';
import type { Figure } from '../figure.ts';
import { engines } from './engines.ts';
import { sweep } from './sweep.ts';

const QUICK = 3;

export const settingsBench: Bench = {
  about:
    'Every setting that PostgreSQL, MariaDB and SQLite list, at its ends: what the agent finds is the same, or it refuses to compare',
  run: async (options) => {
    const figures: Figure[] = [];
    for (const [name, start] of Object.entries(engines)) {
      if (options.args.length > 0 && !options.args.includes(name)) continue;
      const server = await start(options.say);
      if (!server) {
        options.say(`${name} is left out: there is no server to start`);
        continue;
      }
      try {
        const tried = server.attempts.slice(0, options.count ?? (options.quick ? QUICK : undefined));
        const names = new Set(tried.map((attempt) => attempt.name)).size;
        options.say(`${server.engine}: ${names} settings with ${tried.length} values`);
        const swept = await sweep(server, tried, { ...options, together: 1 });
        const note = `${names} settings, ${tried.length} values: ${swept.same} the same, ${swept.refused.size} refused`;
        figures.push({
          what: server.engine,
          values: [swept.different.length],
          unit: 'different',
          goal: { atMost: 0 },
          note,
        });
      } finally {
        await server.stop();
      }
    }
    return figures;
  },
};
