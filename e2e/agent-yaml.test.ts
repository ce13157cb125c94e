import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadAgentFile } from '#agent/config/load-agent-file.ts';
import { agentCommands, agentYaml, engines, type Sides } from '#components/agent/agent-yaml.ts';

const pairs = engines.flatMap((legacy) => engines.map((target): Sides => ({ legacy, target })));

/** What `export` lines of the commands put into the environment. */
function environmentOf(commands: string): Record<string, string> {
  return Object.fromEntries(
    commands.split('\n').flatMap((line) => {
      const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

test.each(pairs)('the agent reads what the quick start offers: $legacy to $target', async (sides) => {
  const folder = await mkdtemp(join(tmpdir(), 'parallax-yaml-'));
  try {
    for (const datasets of [[], ['orders', 'odd: name # here\n- x']]) {
      const path = join(folder, 'agent.yaml');
      await writeFile(path, agentYaml('https://parallax.example.org', sides, datasets));
      const env = environmentOf(agentCommands('plx_0123', sides, datasets.length === 0));
      const { config } = await loadAgentFile(path, env);
      expect([config.legacy.engine, config.target.engine]).toEqual([sides.legacy, sides.target]);
      expect(config.parallax).toEqual({ url: 'https://parallax.example.org', key: 'plx_0123' });
      expect(config.datasets.map(({ name }) => name)).toEqual(datasets.length === 0 ? ['orders'] : []);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
