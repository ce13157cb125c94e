import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { medianOf, ratiosOf } from '../figure.ts';
import { interleave } from '../interleave.ts';
import { runFloor } from './floor.ts';
import { openSides, type Sides } from './sides.ts';

const ROWS = 1_000_000;
const QUICK_ROWS = 20_000;
const DIFFERING = 100;

export const compareBench: Bench = {
  about:
    'The agent on MariaDB against PostgreSQL, 100 keys differing, against one grouped md5 pass a side and the rows that differ',
  run: async (options) => {
    const rows = options.count ?? (options.quick ? QUICK_ROWS : ROWS);
    const sides = await openSides(rows, DIFFERING, options);
    if (!sides) return [];
    const folder = await mkdtemp(join(tmpdir(), 'parallax-bench-'));
    try {
      const file = await writeAgentFile(folder, sides);
      const [agent = [], floor = []] = await interleave(options, [
        () => timed(() => runAgent(file, rows, options.signal)),
        () => timed(async () => expectDiffering(await runFloor(sides, rows))),
      ]);
      return [
        {
          what: `${rows.toLocaleString('en')} rows, MariaDB to PostgreSQL`,
          unit: '×',
          values: ratiosOf(agent, floor),
          goal: { atMost: 1.15 },
          note: `${seconds(agent)} against ${seconds(floor)}`,
        },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
      await sides.stop();
    }
  },
};

async function writeAgentFile(folder: string, { mariadbUrl, postgresqlUrl }: Sides): Promise<string> {
  const file = join(folder, 'agent.yaml');
  const side = (engine: string, url: string) => `{ engine: ${engine}, url: ${JSON.stringify(url)} }`;
  await writeFile(
    file,
    `legacy: ${side('mariadb', mariadbUrl)}\ntarget: ${side('postgresql', postgresqlUrl)}\ndatasets: [items]\n`,
  );
  return file;
}

/** The whole program, from its start to its end, and whether it found what there is. */
async function runAgent(file: string, rows: number, signal: AbortSignal): Promise<void> {
  const args = ['agent/cli.mjs', 'run', file, '--once', '--json', '--check', 'items/field_level'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], signal });
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString();
  });
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const found = (name: string) => Number(new RegExp(`"${name}":(\\d+)`).exec(said)?.[1]);
  expectDiffering(found('modified'));
  if (found('identical') !== rows - DIFFERING)
    throw new Error(`The agent says something else: ${said.slice(0, 2_000)}`);
}

function expectDiffering(found: number): void {
  if (found !== DIFFERING) throw new Error(`${DIFFERING} keys differ, ${found} were found.`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const seconds = (values: readonly number[]) => `${(medianOf(values) / 1_000).toFixed(2)} s`;
