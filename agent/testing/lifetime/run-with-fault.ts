import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mulberry32 } from '../../../core/forecast/random.ts';
import { startFaultProxy, type WireFault } from './fault-proxy.ts';
import { bareNodeMs, runAgent } from './run-agent.ts';
import type { WatchedServer } from './servers.ts';
import type { World } from './world.ts';

/** How long the agent may take to be gone after its last word, on a machine that has nothing else to do. */
const LINGER_MS = 1_000;
/** How long a server may take to notice that somebody has gone. */
const SESSIONS_MS = 10_000;
const PARTS = 4;

/** A connection that swallows everything is found out by the clock alone, and takes as long as that: it has a test of its own. */
const usualFaults: readonly [WireFault, ...WireFault[]] = [
  'drop',
  'reset',
  'half close',
  'delay',
  'vanish',
  'refuse the next',
];

export type FaultRun = { what: string; struck: boolean; lingeredMs: number; violations: string[] };

/** What is wrong from the start on, and what happens on the way. Weights: how often each is drawn of a hundred. */
const kinds = {
  none: 4,
  wire: 44,
  kill: 22,
  'wrong password': 6,
  'raw password': 4,
  'no such database': 4,
  'no such table': 6,
  'statement timeout': 5,
  'slow to let in': 3,
  'nobody listens': 2,
} as const;
type Kind = keyof typeof kinds;

/** One run of the real program with one fault, drawn by the seed, and everything in which it does not end as it must. */
export async function runWithFault(world: World, seed: number, steps: number): Promise<FaultRun> {
  const random = mulberry32(seed);
  const below = (n: number) => random() % n;
  const pick = <T>(items: readonly [T, ...T[]]): T => items[below(items.length)] ?? items[0];
  const [first, second] = world.servers;
  if (!first) throw new Error('There is no server to inject faults into.');
  const [target, other] = second && below(2) === 1 ? [second, first] : [first, second];
  const legacy = other && below(2) === 1 ? other : null;
  const faulty = legacy && below(2) === 1 ? legacy : target;
  const kind = pickWeighted(below(100));
  const wire = pick(usualFaults);
  const step = 1 + below(steps);
  const planned =
    kind === 'wire' ? { step, fault: wire } : kind === 'kill' ? { step, fault: () => faulty.kill() } : null;
  const differs = below(2) === 1;
  const proxy = await startFaultProxy(faulty.port, planned);
  try {
    const sideOf = (server: WatchedServer | null) => {
      if (!server) return { engine: 'sqlite', file: world.sqliteFile };
      if (server !== faulty) return { engine: server.engine, url: server.url(server.port) };
      return { engine: server.engine, url: urlOf(server, kind, proxy.port), statementTimeoutMs: 20_000 };
    };
    const datasets = [
      { name: 'same' },
      ...(differs ? [{ name: 'differs' }] : []),
      ...(kind === 'no such table' || kind === 'slow to let in' ? [{ name: 'nowhere' }] : []),
    ];
    const file = join(world.folder, `run-${seed}.yaml`);
    await writeFile(file, JSON.stringify({ legacy: sideOf(legacy), target: sideOf(target), datasets }));
    if (kind === 'nobody listens') await proxy.close();
    const run = await runAgent(file, below(3) === 0 ? ['--json'] : []);
    const name = planned ? `${kind === 'wire' ? wire : kind} at step ${step}` : kind;
    const what = `${legacy?.engine ?? 'sqlite'} to ${target.engine}, ${name} of the ${faulty === target ? 'target' : 'legacy'} side`;
    const violations: string[] = [];
    const say = (text: string) => violations.push(`seed ${seed}, ${what}: ${text}\n${run.said.slice(-1_500)}`);
    const { code, said, lingeredMs } = run;
    const equal = differs ? 1 : 0;
    const harmless = kind === 'none' || (kind === 'wire' && wire === 'delay') || (planned && !proxy.struck());
    const mayEnd = harmless ? [equal] : planned || kind === 'statement timeout' ? [equal, 2] : [2];
    if (lingeredMs === null) say('never ended');
    else if (lingeredMs > LINGER_MS && lingeredMs > LINGER_MS + (await bareNodeMs()))
      say(`was there for ${lingeredMs} ms after its last word`);
    if (code !== null && !mayEnd.includes(code)) say(`ended with ${code}, not ${mayEnd.join(' or ')}`);
    if (code === 2 && !/could not (be )?compare|"not_evaluated"|side: /.test(said))
      say('ended with 2 and said no reason');
    if (code === 2 && !/legacy side|target side/.test(said)) say('names no side');
    if (/left something open|defect of its own|at .*\.ts:\d+/.test(said)) say('ended by force, or with a defect');
    for (const part of partsOf(world.password)) if (said.includes(part)) say('shows a part of the password');
    for (const server of world.servers) {
      const left = await sessionsLeft(server);
      if (left > 0) say(`${left} sessions are left on ${server.engine}`);
    }
    return {
      what,
      struck: planned ? proxy.struck() : true,
      lingeredMs: lingeredMs ?? Number.POSITIVE_INFINITY,
      violations,
    };
  } finally {
    await proxy.close();
  }
}

function pickWeighted(at: number): Kind {
  let sum = 0;
  for (const kind of Object.keys(kinds) as Kind[]) {
    sum += kinds[kind];
    if (at < sum) return kind;
  }
  return 'none';
}

function urlOf(server: WatchedServer, kind: Kind, port: number): string {
  const options = (text: string) =>
    server.engine === 'postgresql' ? { query: `?options=${encodeURIComponent(text)}` } : {};
  if (kind === 'wrong password') return server.url(port, { password: 'Zq9-none', user: 'nobody_here' });
  if (kind === 'raw password')
    return server.url(port).replace(/:([^:@]+)@127/, (_, word) => `:${decodeURIComponent(word)}@Xv7/@127`);
  if (kind === 'no such database') return server.url(port, { database: 'nowhere' });
  if (kind === 'statement timeout') return server.url(port, options('-c statement_timeout=1'));
  if (kind === 'slow to let in') return server.url(port, options('-c post_auth_delay=2'));
  return server.url(port);
}

/** Every four characters in a row, as they are and as they are written in an address. */
function partsOf(password: string): string[] {
  return [password, encodeURIComponent(password)].flatMap((text) =>
    Array.from({ length: text.length - PARTS + 1 }, (_, i) => text.slice(i, i + PARTS)),
  );
}

async function sessionsLeft(server: WatchedServer): Promise<number> {
  const untilMs = Date.now() + SESSIONS_MS;
  for (;;) {
    const left = await server.sessions();
    if (left === 0 || Date.now() > untilMs) return left;
    await sleep(50);
  }
}

/** Pieces of bytes that a whole run without a fault exchanges: faults are spread over all of them. */
export async function countSteps(world: World): Promise<number> {
  const [server] = world.servers;
  if (!server) return 1;
  const proxy = await startFaultProxy(server.port, null);
  const file = join(world.folder, 'count.yaml');
  const legacy = { engine: 'sqlite', file: world.sqliteFile };
  const target = { engine: server.engine, url: server.url(proxy.port) };
  await writeFile(file, JSON.stringify({ legacy, target, datasets: [{ name: 'same' }, { name: 'differs' }] }));
  const { code, said } = await runAgent(file, []);
  await proxy.close();
  if (code !== 1) throw new Error(`Without a fault the agent ended with ${code}, not 1:\n${said}`);
  return proxy.steps();
}
