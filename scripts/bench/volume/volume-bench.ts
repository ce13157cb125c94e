import { onServer } from '#server/testing/on-server.ts';
import type { Bench, BenchOptions } from '../bench.ts';
import { type BenchStack, openBenchStack } from '../bench-stack.ts';
import { type Figure, medianOf } from '../figure.ts';
import { Pusher } from '../ingest/pusher.ts';
import { type BareServer, startBareServer } from '../ingest/start-bare-server.ts';
import { makeTarget } from '../ingest/target.ts';
import { memoryOf } from '../memory-of.ts';

const FULL = 10_000_000;
const LOAD = { size: 1_000, clients: 4, chunks: 5 };
const SLICE = LOAD.size * LOAD.clients * LOAD.chunks;

type Slice = { rate: number; relative: number; web: number; worker: number };

/** Every slice is measured against a small, always equally small insert of the bare server, so that the machine's moods cancel out. */
export const volumeBench: Bench = {
  about: 'Ten million differences, run after run: rate and memory at the end against the beginning',
  run: async (options) => {
    const stack = await openBenchStack(options);
    try {
      const bare = await startBareServer(stack.databaseUrl);
      try {
        return await push(stack, bare, options);
      } catch (error) {
        options.say((await stack.logs()).slice(-4_000));
        throw error;
      } finally {
        await bare.stop();
      }
    } finally {
      await stack.stop();
    }
  },
};

async function push(stack: BenchStack, bare: BareServer, options: BenchOptions): Promise<Figure[]> {
  const { quick, count = FULL, say, signal } = options;
  const load = quick ? { size: 100, clients: 2, chunks: 2 } : LOAD;
  const slices = quick ? 4 : Math.max(10, Math.round(count / SLICE));
  const pusher = new Pusher(stack, bare, await makeTarget(stack, 4, 16));
  const [web, worker] = [await stack.pidOf('web'), await stack.pidOf('worker')];
  const seen: Slice[] = [];
  await pusher.pushRuns(load);
  for (let i = 0; i < slices; i += 1) {
    signal.throwIfAborted();
    const probe = await probeOf(stack, pusher, quick);
    const rate = await pusher.pushRuns(load);
    seen.push({ rate, relative: rate / probe, web: memoryOf(web), worker: memoryOf(worker) });
    const pushed = ((i + 1) * SLICE).toLocaleString('en');
    if (!quick && i % 25 === 24) say(`${pushed}: ${Math.round(rate)} a second, web ${Math.round(memoryOf(web))} MiB`);
  }
  pusher.close();
  const stored = await onServer(stack.databaseUrl, async (client) =>
    Number((await client.query<{ n: string }>('SELECT count(*) AS n FROM difference')).rows[0]?.n),
  );
  const due = (slices + 1) * load.size * load.clients * load.chunks;
  return [
    ...figuresOf(seen),
    {
      what: 'differences lost or double',
      unit: '',
      values: [Math.abs(stored - due)],
      goal: { atMost: 0 },
      note: `${stored.toLocaleString('en')} stored`,
    },
  ];
}

/** What the machine does at this moment: the bare server's insert into an empty table. */
async function probeOf({ databaseUrl }: BenchStack, pusher: Pusher, quick: boolean): Promise<number> {
  await onServer(databaseUrl, (client) => client.query('TRUNCATE bare_difference'));
  return await pusher.pushBare(quick ? { size: 100, clients: 2, chunks: 2 } : LOAD);
}

function figuresOf(seen: readonly Slice[]): Figure[] {
  const tenth = Math.max(1, Math.round(seen.length / 10));
  const first = seen.slice(0, tenth);
  const last = seen.slice(-tenth);
  const ends = (of: (slice: Slice) => number) => medianOf(last.map(of)) / medianOf(first.map(of));
  const words = (of: (slice: Slice) => number) =>
    `${Math.round(medianOf(first.map(of))).toLocaleString('en')} first, ${Math.round(medianOf(last.map(of))).toLocaleString('en')} last`;
  return [
    {
      what: 'rate of the last tenth against the first, each against the bare insert at that time',
      unit: '×',
      values: [ends(({ relative }) => relative)],
      goal: { atLeast: 0.9 },
      note: `${words(({ rate }) => rate)} a second`,
    },
    {
      what: 'memory of web, last tenth against first',
      unit: '×',
      values: [ends(({ web }) => web)],
      goal: { atMost: 1.2 },
      note: `${words(({ web }) => web)} MiB`,
    },
    {
      what: 'memory of worker, last tenth against first',
      unit: '×',
      values: [ends(({ worker }) => worker)],
      goal: { atMost: 1.2 },
      note: `${words(({ worker }) => worker)} MiB`,
    },
  ];
}
