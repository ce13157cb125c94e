import { setTimeout as sleep } from 'node:timers/promises';
import { onServer } from '#server/testing/on-server.ts';
import type { Bench, BenchOptions } from '../bench.ts';
import { type BenchStack, openBenchStack } from '../bench-stack.ts';
import { type Figure, medianOf } from '../figure.ts';
import { chunkBody, differencesJson, newRun, openBody, type Pushed } from '../ingest/differences.ts';
import { type Answer, HttpClient } from '../ingest/http-client.ts';
import { makeTarget, type Target } from '../ingest/target.ts';
import { memoryOf } from '../memory-of.ts';

/** Ten times the calls that the server takes at once. */
const CALLERS = 1_280;
const LASTS_MS = 30_000;
const SIZE = 100;

/** `answer` null: the connection broke before there was one. */
type Seen = { ms: number; chunk: number; answer: Answer | null };

export const overloadBench: Bench = {
  about: 'Ten times as many callers as the server takes: who is turned away, how fast, and what became of the rest',
  run: async (options) => {
    const stack = await openBenchStack(options);
    try {
      return await overload(stack, options);
    } finally {
      await stack.stop();
    }
  },
};

async function overload(stack: BenchStack, { quick, say, signal }: BenchOptions): Promise<Figure[]> {
  const callers = quick ? 200 : CALLERS;
  const target = await makeTarget(stack, 1, 32);
  const client = new HttpClient(stack.localUrl, callers);
  const run = newRun(target.checkIds[0] ?? '', 0, SIZE);
  await post(client, target, 0, 'open', [openBody(run)]);
  const seen: Seen[] = [];
  const memory: number[] = [];
  const pid = await stack.pidOf('web');
  const until = performance.now() + (quick ? 1_000 : LASTS_MS);
  let chunk = 0;
  const caller = async (_: unknown, i: number) => {
    // Not all in the same millisecond: the system's own queue for new connections is no part of this.
    await sleep(i);
    while (performance.now() < until) {
      signal.throwIfAborted();
      chunk += 1;
      const mine = chunk;
      const started = performance.now();
      const answer = await post(client, target, mine, 'differences', chunkBody(run, mine, DIFFERENCES)).catch(
        () => null,
      );
      seen.push({ ms: performance.now() - started, chunk: mine, answer });
      // Impatient: a tenth of what the server asks for.
      if (answer?.status !== 200) await sleep(100);
    }
  };
  const watch = async () => {
    while (performance.now() < until) {
      memory.push(memoryOf(pid));
      await sleep(250);
    }
  };
  await Promise.all([watch(), ...Array.from({ length: callers }, caller)]);
  client.close();
  const stored = await listStored(stack, run);
  const isSame = pid === (await stack.pidOf('web'));
  say(`${seen.length} calls, web process ${isSame ? 'still the same' : 'started again'}`);
  return figuresOf(seen, stored, memory, isSame);
}

const DIFFERENCES = differencesJson(0, SIZE);

async function post(client: HttpClient, { keys }: Target, i: number, call: string, parts: Buffer[]): Promise<Answer> {
  const authorization = `Bearer ${keys[i % keys.length]}`;
  return await client.post(`/api/v1/ingest/runs/${call}`, { authorization }, parts);
}

/** Chunks that are stored with all their differences. What nobody was told of may be among them. */
async function listStored({ databaseUrl }: BenchStack, { runId }: Pushed): Promise<Set<number>> {
  return await onServer(databaseUrl, async (client) => {
    const { rows } = await client.query<{ chunk: number }>(
      `SELECT c.chunk FROM run_chunk c
       WHERE c.run_id = $1 AND $2 = (SELECT count(*) FROM difference d WHERE d.run_id = c.run_id AND d.chunk = c.chunk)`,
      [runId, SIZE],
    );
    return new Set(rows.map(({ chunk }) => chunk));
  });
}

function figuresOf(
  seen: readonly Seen[],
  stored: ReadonlySet<number>,
  memory: readonly number[],
  isSame: boolean,
): Figure[] {
  const taken = seen.filter(({ answer }) => answer?.status === 200);
  const away = seen.filter(({ answer }) => answer?.status === 429 || answer?.status === 503);
  const times = (list: readonly Seen[]) => (list.length === 0 ? [0] : list.map(({ ms }) => ms));
  const half = Math.floor(memory.length / 2);
  const none = (what: string, count: number): Figure => ({ what, unit: '', values: [count], goal: { atMost: 0 } });
  return [
    {
      what: 'calls turned away with 429 or 503',
      unit: '%',
      values: [(100 * away.length) / seen.length],
      goal: null,
      note: `${away.length} of ${seen.length}; ${taken.length} taken`,
    },
    {
      what: 'time until a call is turned away, against one that is taken',
      unit: '×',
      values: [medianOf(times(away)) / medianOf(times(taken))],
      goal: { atMost: 1 },
      note: `${Math.round(medianOf(times(away)))} ms against ${Math.round(medianOf(times(taken)))} ms`,
    },
    none(
      'turned away without Retry-After',
      away.filter(({ answer }) => !Number(answer?.headers['retry-after'])).length,
    ),
    none('answered otherwise', seen.filter(({ answer }) => answer).length - taken.length - away.length),
    none('taken, but not stored whole', taken.filter(({ chunk }) => !stored.has(chunk)).length),
    {
      what: 'connections cut without an answer',
      unit: '',
      values: [seen.filter(({ answer }) => !answer).length],
      goal: null,
    },
    none('web processes that ended', isSame ? 0 : 1),
    {
      what: 'memory of web, second half against first',
      unit: '×',
      values: [medianOf(memory.slice(half)) / medianOf(memory.slice(0, half || 1))],
      goal: { atMost: 1.2 },
      note: `at most ${Math.round(Math.max(...memory))} MiB`,
    },
  ];
}
