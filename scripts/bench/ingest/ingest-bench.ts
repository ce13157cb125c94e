import type { Bench, BenchOptions } from '../bench.ts';
import { openBenchStack } from '../bench-stack.ts';
import { type Figure, medianOf, ratiosOf } from '../figure.ts';
import { interleave } from '../interleave.ts';
import { Pusher } from './pusher.ts';
import { startBareServer } from './start-bare-server.ts';
import { makeTarget } from './target.ts';

type Setting = { size: number; clients: number; chunks: number; goal: Figure['goal'] };

const GOAL = { atLeast: 0.85 };
const SETTINGS: readonly Setting[] = [
  { size: 1, clients: 1, chunks: 200, goal: null },
  { size: 1, clients: 4, chunks: 100, goal: null },
  { size: 100, clients: 1, chunks: 100, goal: null },
  { size: 100, clients: 4, chunks: 50, goal: null },
  { size: 1_000, clients: 1, chunks: 40, goal: GOAL },
  { size: 1_000, clients: 4, chunks: 20, goal: GOAL },
];

export const ingestBench: Bench = {
  about: 'Differences a second over the whole ingest path, against a bare node server that does the same insert',
  run: async (options) => {
    const stack = await openBenchStack(options);
    try {
      const bare = await startBareServer(stack.databaseUrl);
      try {
        const pusher = new Pusher(stack, bare, await makeTarget(stack, 4, 16));
        const figures: Figure[] = [];
        for (const setting of SETTINGS) figures.push(...(await measure(pusher, setting, options)));
        pusher.close();
        return figures;
      } finally {
        await bare.stop();
      }
    } finally {
      await stack.stop();
    }
  },
};

async function measure(pusher: Pusher, setting: Setting, options: BenchOptions): Promise<Figure[]> {
  const { size, clients } = setting;
  const chunks = options.quick ? 2 : setting.chunks;
  const name = `batches of ${size.toLocaleString('en')}, ${clients === 1 ? 'one client' : `${clients} clients`}`;
  options.say(name);
  pusher.forget();
  const [whole = [], bare = [], fresh = [], again = []] = await interleave(options, [
    () => pusher.pushRuns({ size, clients, chunks }),
    () => pusher.pushBare({ size, clients, chunks }),
    () => pusher.pushChunks({ size, clients, chunks }),
    () => pusher.pushAgain({ size, clients, chunks }),
  ]);
  return [
    {
      what: name,
      unit: '×',
      values: ratiosOf(whole, bare),
      goal: setting.goal,
      note: `${round(whole)} against ${round(bare)} differences a second`,
    },
    {
      what: `${name}: time of a replayed chunk against a fresh one`,
      unit: '×',
      values: ratiosOf(fresh, again),
      goal: size === 1_000 ? { atMost: 1 } : null,
    },
  ];
}

const round = (values: readonly number[]) => Math.round(medianOf(values)).toLocaleString('en');
