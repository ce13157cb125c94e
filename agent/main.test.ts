import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { main } from './main.ts';
import { createDatabase, type TestDatabase } from './testing/database-kit.ts';
import { AGENT_NAME, AGENT_VERSION } from './version.ts';

const cli = new URL('./cli.mjs', import.meta.url).pathname;

describe('the command line', () => {
  let folder: string;
  let legacy: TestDatabase;
  let target: TestDatabase;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parallax-agent-'));
    [legacy, target] = await Promise.all([createDatabase('sqlite'), createDatabase('postgresql')]);
    for (const database of [legacy, target]) {
      await database.exec(
        'create table orders (id int primary key, total numeric(10,2)); create table customers (id int primary key, name text)',
      );
      await database.exec("insert into orders values (1, 9.99), (2, 5); insert into customers values (1, 'Ann')");
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function configure(rest: string): Promise<string> {
    const file = join(folder, 'agent.yaml');
    const [left, right] = [legacy.connection, target.connection].map((connection) => JSON.stringify(connection));
    await writeFile(file, `legacy: ${left}\ntarget: ${right}\n${rest}\n`);
    return file;
  }

  async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    const said = { out: '', err: '' };
    const code = await main(argv, {
      env: {},
      out: { write: (text) => (said.out += text) },
      err: { write: (text) => (said.err += text) },
    });
    return { code, ...said };
  }

  it('exits with 0 for a match, 1 for a mismatch, 2 for what could not be compared', async () => {
    const file = await configure('datasets: [orders, customers]');
    expect(await run('run', file)).toMatchObject({ code: 0, err: '' });
    await target.exec("update customers set name = 'Anne'");
    const differs = await run('run', file);
    expect(differs.code).toBe(1);
    expect(differs.out).toContain('modified name: 1 row (1)');
    expect((await run('run', file, '--check', 'orders')).code).toBe(0);
    expect((await run('run', file, '--check', '/record_count', '--check', 'orders/checksum')).out).toContain(
      '3 checks: 3 match',
    );
    const unknown = await run('run', await configure('datasets: [order, customers]'));
    expect(unknown.code).toBe(2);
    expect(unknown.out).toContain('There is no table "order"');
    expect(unknown.out).toContain('Nearest: orders.');
    await target.exec("update customers set name = 'Ann'");
  });

  it('names the nearest column where a declared one is not there', async () => {
    const file = await configure('datasets: [{ name: orders, columns: [{ name: totl }] }]');
    const said = await run('run', file, '--check', '/field_level');
    expect(said.code).toBe(2);
    expect(said.out).toContain('Dataset "orders": the legacy table orders has no column "totl". Nearest: total.');
  });

  it('reports to machines one JSON object a line', async () => {
    const { out } = await run('run', await configure('datasets: [orders]'), '--json');
    const lines = out
      .trim()
      .split('\n')
      .map((line) => z.looseObject({ type: z.string() }).parse(JSON.parse(line)));
    expect(lines.map((line) => line.type)).toEqual(['run', 'run', 'run', 'run', 'summary']);
    expect(lines.at(-1)).toEqual({
      type: 'summary',
      checks: 4,
      match: 4,
      mismatch: 0,
      inconclusive: 0,
      notEvaluated: 0,
    });
    expect(lines.find((line) => line.kind === 'record_count')).toMatchObject({
      verdict: 'match',
      run: { counts: { legacy: 2, target: 2 } },
    });
  });

  it('shows progress on a terminal only', async () => {
    const file = await configure('datasets: [orders]');
    let shown = '';
    const err = { write: (text: string) => (shown += text), isTTY: true, columns: 80 };
    await main(['run', file], { env: {}, out: { write: () => true }, err });
    expect(shown).toContain('orders field_level');
    expect((await run('run', file)).err).toBe('');
  });

  it.each([[['run']], [['compare', 'x.yaml']], [['run', '/nowhere/agent.yaml']], [[]]])(
    'exits with 2 for %j',
    async (argv) => {
      expect((await run(...argv)).code).toBe(2);
    },
  );

  it('cannot reach a database: says where, and no password', async () => {
    const file = join(folder, 'unreachable.yaml');
    await writeFile(
      file,
      'legacy: { engine: postgresql, url: "postgresql://me:secret@127.0.0.1:1/shop" }\ntarget: { engine: sqlite, file: none.db }\ndatasets: [a]\n',
    );
    const said = await run('run', file);
    expect(said.code).toBe(2);
    expect(said.err).toContain('Cannot connect to PostgreSQL at 127.0.0.1:1/shop');
    expect(said.err + said.out).not.toContain('secret');
  });

  it('runs from the repository without a build, and ends cleanly on Ctrl-C', async () => {
    const file = await configure('datasets: [{ name: orders, lagMs: 60000 }]');
    await target.exec('update orders set total = 1 where id = 1');
    const child = spawn(process.execPath, [cli, 'run', file], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      out += text;
    });
    // The schema check is through at once; the others wait for the lag.
    await expect.poll(() => out, { timeout: 20_000 }).toContain('orders schema');
    const stopped = Date.now();
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(2);
    expect(Date.now() - stopped).toBeLessThan(5_000);
    await target.exec('update orders set total = 9.99 where id = 1');
  }, 30_000);

  it('says the version of its package', async () => {
    const described = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(new URL('./package.json', import.meta.url), 'utf8')));
    expect(AGENT_VERSION).toBe(described.version);
    expect(await run('--version')).toMatchObject({ code: 0, out: `${AGENT_VERSION}\n` });
    expect(AGENT_NAME).toBe('parallax-agent');
  });
});
