import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createEmptyDatabase } from '../server/testing/database.ts';
import { startFaultProxy } from './testing/lifetime/fault-proxy.ts';
import { type AgentRun, bareNodeMs, runAgent } from './testing/lifetime/run-agent.ts';
import { countSteps, runWithFault } from './testing/lifetime/run-with-fault.ts';
import { closeWorld, openWorld, type World } from './testing/lifetime/world.ts';

const RUNS = 30;
const FIRST_SEED = 1;

let world: World;

beforeAll(async () => {
  const mariadbPort = inject('mariadb')?.port ?? null;
  world = await openWorld({ postgresqlUrl: await createEmptyDatabase(), mariadbPort });
});
afterAll(() => closeWorld(world));

it(`ends as it must, whatever fails on the way: ${RUNS} runs of the program, seeds from ${FIRST_SEED} on`, async () => {
  const steps = await countSteps(world);
  const violations: string[] = [];
  let struck = 0;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
    const run = await runWithFault(world, seed, steps);
    struck += run.struck ? 1 : 0;
    violations.push(...run.violations);
  }
  expect(violations).toEqual([]);
  expect(struck).toBeGreaterThan(RUNS / 2);
}, 600_000);

describe('the program with --once', () => {
  const legacy = () => ({ engine: 'sqlite', file: world.sqliteFile });

  async function run(target: object, datasets: string[], ...flags: string[]): Promise<AgentRun> {
    const file = join(world.folder, 'agent.yaml');
    await writeFile(file, JSON.stringify({ legacy: legacy(), target, datasets }));
    return await runAgent(file, flags);
  }

  it('does not wait for a client that still connects when the other side has failed', async () => {
    const [server] = world.servers;
    const target = {
      engine: 'postgresql',
      url: server?.url(server.port, { query: '?options=-c%20post_auth_delay%3D3' }),
    };
    const { code, said, lingeredMs } = await run(target, ['x1', 'x2', 'x3'], '--check', '/schema');
    expect({ code, said }).toEqual({ code: 2, said: expect.stringContaining('3 could not be compared') });
    expect(lingeredMs).toBeLessThan(1_000 + (await bareNodeMs()));
    await expect.poll(() => server?.sessions(), { timeout: 10_000 }).toBe(0);
  }, 60_000);

  it('ends when the first query after connecting is refused', async () => {
    const [server] = world.servers;
    if (!server) return;
    await server.exec(`alter role ${server.user} set zero_damaged_pages = on`);
    const { code, said, lingeredMs } = await run({ engine: 'postgresql', url: server.url(server.port) }, ['same']);
    await server.exec(`alter role ${server.user} reset all`);
    expect({ code, said }).toEqual({
      code: 2,
      said: expect.stringMatching(/^target side: The setting zero_damaged_pages/),
    });
    expect(said).not.toContain('left something open');
    expect(lingeredMs).toBeLessThan(1_000 + (await bareNodeMs()));
    await expect.poll(() => server.sessions(), { timeout: 10_000 }).toBe(0);
  }, 60_000);

  it('ends when the server goes while it is asked for the first time, and says on which side', async () => {
    const [server] = world.servers;
    if (!server) return;
    // Whatever is asked first: the server is gone as soon as it has let the agent in.
    for (let step = 1; step < 12; step++) {
      const proxy = await startFaultProxy(server.port, { step, fault: 'vanish' });
      const { code, said, lingeredMs } = await run({ engine: 'postgresql', url: server.url(proxy.port) }, ['same']);
      await proxy.close();
      expect({ code, said }).toEqual({ code: 2, said: expect.stringContaining('target side') });
      expect(lingeredMs).toBeLessThan(1_000 + (await bareNodeMs()));
    }
  }, 120_000);

  it('waits for no answer longer than a statement may take', async () => {
    for (const server of world.servers) {
      const proxy = await startFaultProxy(server.port, { step: 40, fault: 'swallow' });
      const target = { engine: server.engine, url: server.url(proxy.port), statementTimeoutMs: 1_000 };
      const { code, said, lingeredMs } = await run(target, ['same']);
      await proxy.close();
      expect({ code, said }).toEqual({
        code: 2,
        said: expect.stringMatching(/target side: .*no answer for (11|20) s/),
      });
      expect(lingeredMs).toBeLessThan(1_000 + (await bareNodeMs()));
    }
  }, 120_000);

  it('stops when nobody reads what it finds', async () => {
    const file = join(world.folder, 'unread.yaml');
    const [server] = world.servers;
    const target = { engine: 'postgresql', url: server?.url(server.port) };
    await writeFile(file, JSON.stringify({ legacy: legacy(), target, datasets: ['same', 'differs'] }));
    const cli = new URL('./cli.mjs', import.meta.url).pathname;
    const child = spawn(process.execPath, [cli, 'run', file, '--once'], { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.destroy();
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(2);
  }, 60_000);
});
