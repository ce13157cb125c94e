import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { main } from '#agent/parallax/main.ts';
import { gateAnswerSchema } from '#core/gate/schema.ts';
import { handleApi } from '#server/http/handle-api.ts';
import { as } from '#server/testing/call.ts';
import { makeKey } from '#server/testing/factory.ts';
import { type GatedMigration, makeGatedMigration } from '#server/testing/gated-migration.ts';
import { type HttpServer, serve } from './http-server.ts';

type Said = { code: number | null; out: string; err: string };
const now = () => new Date();
const NOBODY = 'http://127.0.0.1:9';

// Starting a program takes long where many are started.
describe('parallax on the command line, as its own program against a server', { timeout: 180_000 }, () => {
  let server: HttpServer;
  let gated: GatedMigration;
  let key: string;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    server = await serve(handleApi);
    gated = await makeGatedMigration();
    key = (await makeKey(gated, { scopes: ['read', 'plan'], now })).secret;
    folder = await mkdtemp(join(tmpdir(), 'parallax-cli-'));
    file = join(folder, 'parallax.yaml');
  });
  afterAll(async () => {
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function parallax(args: readonly string[], env: Record<string, string> = {}): Promise<Said> {
    const child = spawn(process.execPath, ['agent/parallax/bin.mjs', ...args], {
      env: { ...process.env, PARALLAX_URL: server.url, PARALLAX_KEY: key, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (text) => {
      said.out += text;
    });
    child.stderr.on('data', (text) => {
      said.err += text;
    });
    return { code: await new Promise((resolve) => child.once('close', resolve)), ...said };
  }
  /** The same within this process, for long tables. */
  async function inside(args: readonly string[], env: Record<string, string> = {}): Promise<Said> {
    const said = { out: '', err: '' };
    const code = await main(args, {
      env: { PARALLAX_URL: server.url, PARALLAX_KEY: key, ...env },
      out: { write: (text) => (said.out += text) },
      err: { write: (text) => (said.err += text) },
      ask: null,
    });
    return { code, ...said };
  }
  const exported = async () => (await inside(['export', '--migration', gated.slug])).out;
  const version = async () => (await as(gated.lead, now).plan.get({ slug: gated.slug })).planVersion;
  async function write(change: (text: string) => string): Promise<void> {
    await writeFile(file, change(await exported()));
  }

  it('exports a file that changes nothing, and is the same after it was applied', async () => {
    expect(await parallax(['export', '--migration', gated.slug, '-o', file])).toMatchObject({ code: 0, out: '' });
    const text = await readFile(file, 'utf8');
    expect(text).toContain('  - key: scenarios\n    metric: scenario_pass_rate\n');
    expect(await parallax(['validate', file])).toEqual({ code: 0, out: `${file} is valid.\n`, err: '' });
    const none = { code: 0, out: 'No changes: the plan is what the file says.\n', err: '' };
    expect(await parallax(['plan', file])).toEqual(none);
    expect(await parallax(['apply', file])).toEqual(none);
    expect(await exported()).toBe(text);
  });

  it('shows what a file would change with 2, changes nothing by that, and applies it once', async () => {
    await write((text) =>
      text
        .replace('  - name: Cutover\n', '  - name: Cutover\n    goal: Nobody is left behind\n  - name: Decommission\n')
        .replace('threshold: "1"', 'threshold: "0.9"'),
    );
    const before = await version();
    const planned = await parallax(['plan', file]);
    expect(planned.out).not.toContain('\u001b');
    expect(planned).toEqual({
      code: 2,
      err: '',
      out: expect.stringContaining(
        [
          '~ phases "Cutover"',
          '    goal: "" → Nobody is left behind',
          '',
          '+ phases "Decommission"',
          '    + name: Decommission',
          '',
          '~ criteria "rows"',
        ].join('\n'),
      ),
    });
    expect(planned.out).toContain('Plan: 1 to add, 2 to change, 0 to remove.');
    expect(planned.out).toContain('~ criteria "rows" (loosened: asks less than before)');
    expect(planned.out).toContain('1 change asks less than before');
    expect(planned.out).toContain('has to answer for what a key applied, and a second person to approve it');
    const asked = await parallax(['apply', file]);
    expect([asked.code, await version()]).toEqual([1, before]);
    expect(asked.err).toContain('Nothing was applied: there is nobody to ask.');
    const applied = await parallax(['apply', file, '--yes']);
    expect(applied).toMatchObject({ code: 0, err: '' });
    expect(applied.out).toContain(`Applied. This is plan version ${before + 1}.`);
    expect(await parallax(['plan', file])).toMatchObject({ code: 0 });
    expect(await parallax(['apply', file, '--yes'])).toMatchObject({ code: 0 });
    expect([await version(), await exported()]).toEqual([before + 1, await readFile(file, 'utf8')]);
  });

  it('overwrites nobody: what was changed after it was shown is looked at again', async () => {
    await write((text) => text.replace('name: Decommission', 'name: Farewell'));
    const caller = as(gated.lead, now);
    const { document } = await caller.plan.get({ slug: gated.slug });
    // Somebody is quicker: between the preview and the apply of this program.
    const meddling = await serve(async (req) => {
      const answer = await handleApi(req);
      if (req.url.endsWith('/plan/preview')) {
        await caller.plan.replace({
          migrationId: gated.id,
          document: { ...document, communications: [{ name: 'Told by somebody else' }] },
        });
      }
      return answer;
    });
    const said = await parallax(['apply', file, '--yes'], { PARALLAX_URL: meddling.url });
    await meddling.close();
    expect(said.code).toBe(1);
    expect(said.err).toContain('Look at the difference again.');
    expect(await exported()).toContain('name: Decommission');
  });

  it('says what is wrong by line and column, offline and when the server refuses it', async () => {
    await write((text) => text.replace('gates: [Cutover]', 'gates: [Nowhere]'));
    const at = (await readFile(file, 'utf8')).split('\n').findIndex((line) => line.includes('[Nowhere]')) + 1;
    const line = `${file}:${at}:13: /criteria/0/gates/0 "Nowhere" is not a phase of this plan`;
    for (const command of [['validate'], ['plan'], ['apply', '--yes']]) {
      const said = await parallax([...command, file], { PARALLAX_URL: NOBODY });
      expect([said.code, said.out + said.err]).toEqual([1, `${line}\n`]);
    }
    expect(JSON.parse((await parallax(['validate', file, '--json'])).out)).toMatchObject({
      valid: false,
      problems: [{ pointer: '/criteria/0/gates/0', line: at, column: 13 }],
    });
    await write((text) => text.replace(`slug: ${gated.slug}`, 'slug: another'));
    const refused = await parallax(['plan', file]);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain(`${file}:5:3: /migration/slug is another migration than this one`);
  });

  it('exits with 1 where it could not find out what would change', async () => {
    await write((text) => text);
    const gateOnly = gated.key.secret;
    const cases: [readonly string[], Record<string, string>, string][] = [
      [['plan', file], { PARALLAX_URL: NOBODY }, 'Cannot reach Parallax'],
      [['plan', file], { PARALLAX_KEY: gateOnly }, '403'],
      [['plan', file], { PARALLAX_KEY: 'plx_nothing' }, '401'],
      [['plan', file], { PARALLAX_KEY: '' }, 'set PARALLAX_KEY'],
      [['plan', file], { PARALLAX_URL: '' }, 'Set PARALLAX_URL'],
      [['plan', join(folder, 'nothing.yaml')], {}, 'Cannot read'],
      [['plan'], {}, "missing required argument 'file'"],
      [['export', '--migration', 'another'], {}, '404'],
      [['nonsense'], {}, 'unknown command'],
    ];
    for (const [args, env, words] of cases) {
      const said = await inside(args, env);
      expect([args, said.code, said.out]).toEqual([args, 1, '']);
      expect(said.err).toContain(words);
    }
  });

  it('is a gate: 0 go, 1 not met, 2 not known, with the reasons', async () => {
    // What the tests before this one changed in the plan waits for a second person.
    const own = await makeGatedMigration();
    const gate = (more: readonly string[] = [], env: Record<string, string> = {}) =>
      parallax(['gate', '--migration', own.slug, ...more], { PARALLAX_KEY: own.key.secret, ...env });
    const closed = await gate(['--phase', 'Discovery']);
    expect(closed.code).toBe(1);
    expect(closed.out).toMatch(/^No-go at the gate of Discovery\. 1 of 1 criteria stands in the way\./);
    expect(closed.out).toMatch(/1\. not met: .*\n.*Platform/);
    expect(closed.out).toContain(`/m/${own.slug}/plan`);
    expect(await gate(['--phase', 'Cutover'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('too early: The phase Discovery comes first'),
    });
    await own.mark('passed');
    const open = await gate();
    expect(open).toMatchObject({ code: 0, err: '' });
    expect(open.out).toMatch(/^Go at the gate of Discovery\./);
    const { out } = await gate(['--json']);
    expect(gateAnswerSchema.shape.data.parse(JSON.parse(out))).toMatchObject({ pass: true, phase: 'Discovery' });
  });

  it('takes a conditional go only where that is said to be enough', async () => {
    const common = { comparator: 'gte', threshold: '1' } as const;
    const advised = await makeGatedMigration({
      criteria: [
        { key: 'scenarios', metric: 'scenario_pass_rate', ...common, blocking: false },
        { key: 'inventory', metric: 'attestation', ...common },
      ],
      attestations: [{ name: 'Accepted', statement: 'Variances are understood' }],
    });
    const caller = as(advised.lead, now);
    await caller.plan.mark({ migrationId: advised.id, part: 'attestations', name: 'Accepted', status: 'attested' });
    const gate = (...more: string[]) =>
      parallax(['gate', '--migration', advised.slug, ...more], { PARALLAX_KEY: advised.key.secret });
    const closed = await gate();
    expect(closed.code).toBe(1);
    expect(closed.out).toContain(
      'Conditional go at the gate of Discovery, which is not enough without --allow-conditional.',
    );
    expect(closed.out).toContain('advisory');
    expect(await gate('--allow-conditional')).toMatchObject({ code: 0 });
  });

  it('never passes, and never says "not met", where it got no answer', async () => {
    await gated.mark('passed');
    const lying = await serve(async () => Response.json({ data: { pass: true, result: 'pass' } }));
    const hanging = await serve(async () => new Response('no', { status: 503, headers: { 'retry-after': '1' } }));
    const elsewhere = await makeKey(await makeGatedMigration(), { scopes: ['gate'], now });
    const cases: [readonly string[], Record<string, string>][] = [
      [['--migration', gated.slug], { PARALLAX_URL: NOBODY }],
      [['--migration', gated.slug], { PARALLAX_URL: 'http://parallax.invalid' }],
      [['--migration', gated.slug], { PARALLAX_URL: 'not an address' }],
      [['--migration', gated.slug], { PARALLAX_URL: lying.url }],
      [['--migration', gated.slug], { PARALLAX_URL: hanging.url }],
      [['--migration', gated.slug], { PARALLAX_KEY: 'plx_nothing' }],
      [['--migration', gated.slug], { PARALLAX_KEY: elsewhere.secret }],
      [['--migration', gated.slug, '--phase', 'Nowhere'], {}],
      [['--migration', gated.slug, '--allow-conditional=yes'], {}],
      [['--migration', 'another'], {}],
      [[], {}],
    ];
    for (const [args, env] of cases) {
      const said = await inside(['gate', ...args], { PARALLAX_KEY: gated.key.secret, ...env });
      expect([args, env, said.code, said.out]).toEqual([args, env, 2, '']);
      expect(said.err).not.toBe('');
    }
    await lying.close();
    await hanging.close();
  });

  it('gives up on a server that takes the call and never answers, after five seconds', async () => {
    const silent = await serve(() => new Promise(() => {}));
    const start = performance.now();
    const said = await parallax(['gate', '--migration', gated.slug], { PARALLAX_URL: silent.url });
    const tookMs = performance.now() - start;
    expect(said).toMatchObject({ code: 2, out: '', err: expect.stringContaining('no answer in time') });
    expect(tookMs).toBeGreaterThan(4_900);
    // Starting the program included.
    expect(tookMs).toBeLessThan(10_000);
    await silent.close();
  });

  it('lists what it can do, and its version', async () => {
    const help = await parallax(['--help']);
    expect(help.code).toBe(0);
    for (const command of ['validate', 'plan', 'apply', 'export', 'gate']) expect(help.out).toContain(`  ${command} `);
    const { version: own } = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile('agent/package.json', 'utf8')));
    expect((await parallax(['--version'])).out).toBe(`${own}\n`);
  });
});
