import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAgentFile } from './load-agent-file.ts';

describe('agent.yaml', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parallax-agent-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function load(text: string, env: Record<string, string> = {}) {
    const file = join(folder, 'agent.yaml');
    await writeFile(file, text);
    return (await loadAgentFile(file, env)).config;
  }
  const refusal = async (text: string, env: Record<string, string> = {}) => {
    const error = await load(text, env).catch((one: unknown) => one);
    return error instanceof Error ? error.message.replaceAll(`${folder}/`, '') : 'accepted';
  };

  const sides = `legacy: { engine: sqlite, file: a.db }\ntarget: { engine: postgresql, url: "\${DB}" }\n`;
  const env = { DB: 'postgresql://u:p@h/d' };

  it('takes names alone, and fills in what a person need not write', async () => {
    const config = await load(
      `${sides}checks: { record_count: 10m }\ndatasets:\n  - album\n  - { name: track, legacyRef: Track, checks: { field_level: 1d, schema: 1w } }`,
      env,
    );
    expect(config.target).toMatchObject({ engine: 'postgresql', url: env.DB, limits: { maxConnections: 6 } });
    const [album, track] = config.datasets;
    expect(album).toMatchObject({
      name: 'album',
      legacyRef: 'album',
      targetRef: 'album',
      keyColumns: [],
      criticality: 'normal',
    });
    expect(album?.checks).toMatchObject([{ kind: 'record_count', schedule: { everyMs: 600_000, graceMs: 300_000 } }]);
    expect(track).toMatchObject({ legacyRef: 'Track', targetRef: 'track' });
    expect(track?.checks.map((check) => check.kind)).toEqual(['field_level', 'schema']);
  });

  it('takes what each side may be asked, in words', async () => {
    const { legacy, target } = await load(
      `legacy: { engine: sqlite, file: a.db, limits: { chunkTime: off } }\ntarget:\n  engine: postgresql\n  url: x\n  limits:\n    maxConnections: 4\n    chunkTime: 250ms\n    rowsPerSecond: 50000\n    pauseWhen: { replicaLag: 30s, runningQueries: 50 }\n    checkInterval: 2s\n`,
    );
    expect(legacy.limits).toMatchObject({ maxConnections: 4, chunkTimeMs: null, rowsPerSecond: null, pauseWhen: null });
    expect(target.limits).toEqual({
      maxConnections: 4,
      chunkTimeMs: 250,
      wholeUpToRows: 0,
      rowsPerSecond: 50_000,
      pauseWhen: { replicaLagMs: 30_000, runningQueries: 50 },
      checkIntervalMs: 2_000,
      pauseLimitMs: 600_000,
    });
  });

  it('checks counts, fields, checksums and schema where nothing is said', async () => {
    const config = await load(`${sides}datasets: [album]`, env);
    expect(config.datasets[0]?.checks.map((check) => check.kind)).toEqual([
      'record_count',
      'field_level',
      'checksum',
      'schema',
    ]);
  });

  it('puts the environment into values only, with a fallback', async () => {
    const config = await load(`${sides}maskingKey: "\${MASK:-a default masking key}"\nagent: { name: "\${NAME}" }`, {
      ...env,
      NAME: 'x", datasets: [evil]',
    });
    expect(config.maskingKey).toBe('a default masking key');
    expect(config.agent.name).toBe('x", datasets: [evil]');
    expect(config.datasets).toEqual([]);
  });

  it('says by line what is wrong, and all of it', async () => {
    expect(await refusal(sides)).toBe(
      `agent.yaml:2: the environment variable DB is not set. Set it, or write \${DB:-value}.`,
    );
    const said = await refusal(
      `${sides}concurrency: 0\ndatasets:\n  - name: a\n    keycolumns: [id]\n  - { name: b, checks: { field_level: daily } }\n`,
      env,
    );
    expect(said).toContain('agent.yaml:3: concurrency:');
    expect(said).toContain('agent.yaml:6: datasets.0: "keycolumns" is not known here.');
    expect(said).toMatch(/agent\.yaml:7: datasets\.1\.checks.*(duration|how often)/);
  });

  it.each([
    ['legacy: [', /agent\.yaml:1: .*/],
    ['target: { engine: postgresql, url: x }', /agent\.yaml:1: legacy: is missing\./],
    ['legacy: { engine: oracle }\ntarget: { engine: sqlite, file: b.db }', /agent\.yaml:1: legacy\.engine: /],
    [
      'legacy: { engine: sqlite, file: a, limits: { chunkTime: 5 min } }\ntarget: { engine: sqlite, file: b }',
      /agent\.yaml:1: legacy\.limits\.chunkTime: must be a duration such as 500ms or 2s, or off/,
    ],
    [
      'legacy: { engine: sqlite, file: a, limits: { rowsPerSecond: 0 } }\ntarget: { engine: sqlite, file: b }',
      /agent\.yaml:1: legacy\.limits\.rowsPerSecond: /,
    ],
    [
      'legacy: { engine: postgresql, url: x, limits: { maxConnections: 2, pauseWhen: { runningQueries: 5 } } }\ntarget: { engine: sqlite, file: b }',
      /agent\.yaml:1: legacy\.limits\.maxConnections: must be at least 3 with pauseWhen/,
    ],
    [
      'legacy: { engine: sqlite, file: a, maxConnections: 3 }\ntarget: { engine: sqlite, file: b }',
      /agent\.yaml:1: legacy: "maxConnections" is not known here/,
    ],
    [
      `${sides}parallax:\n  url: parallax.example\n  key: plx_1`,
      /agent\.yaml:4: parallax\.url: must be the address of Parallax/,
    ],
  ])('refuses %j with the line and the reason', async (text, reason) => {
    expect(await refusal(text, env)).toMatch(reason);
  });

  it('reports a file that does not exist', async () => {
    await expect(loadAgentFile(join(folder, 'none.yaml'), {})).rejects.toThrow(/Cannot read .*none\.yaml/);
  });
});
