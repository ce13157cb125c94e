import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { ADMIN } from '#scripts/demo/state.ts';
import { expect, signInByCookie, test } from './fixtures.ts';
import { recordCount } from './runs.ts';
import { ADMIN_PASSWORD } from './site.ts';

test('the quick start, as it is copied from the page, leads a real agent to the first result without a reload', async ({
  page,
  context,
  site,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const slug = `quick-${Date.now().toString(36)}`;
  await site.admin.migration.create.mutate({
    slug,
    name: 'Shop to warehouse',
    legacySystem: 'Shop 2009',
    targetSystem: 'Warehouse',
    timeZone: 'UTC',
    currency: 'EUR',
  });
  await signInByCookie(context, { email: ADMIN.email, password: ADMIN_PASSWORD });
  await page.goto(`/m/${slug}/agents`);
  const way = page.getByRole('list', { name: 'The way to the first result' });
  const step = (name: string) => way.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
  const expectDone = async (...names: string[]) => {
    for (const name of ['Key', 'Agent', 'Plan', 'First result']) {
      await expect(step(name), name).toHaveAttribute('data-done', String(names.includes(name)), { timeout: 20_000 });
    }
  };
  await expectDone();

  await page.getByRole('button', { name: 'Create a key' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Warehouse agent');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expectDone('Key');
  const textOf = async (label: string) =>
    (await page.getByRole('figure', { name: label }).locator('pre').textContent()) ?? '';
  const key = await textOf('The new API key');

  // A first call that is refused says so here, with every reason.
  const wrong = { ...recordCount('01993b6e-7e00-7000-8000-000000000000', 5), durationMs: -1, colour: 'red' };
  const refused = await fetch(`${baseURL}/api/v1/ingest/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(wrong),
  });
  expect(refused.status).toBe(400);
  const note = page.getByRole('note').filter({ hasText: 'A call was refused' });
  await expect(note).toContainText('/durationMs must not be negative');
  await expect(note).toContainText('/colour is not a known field');
  await expectDone('Key', 'Agent');

  const folder = await mkdtemp(join(tmpdir(), 'parallax-quick-start-'));
  const target = await createTarget();
  let scheduled: ChildProcess | undefined;
  try {
    const legacy = new DatabaseSync(join(folder, 'legacy.db'));
    legacy.exec(
      'create table orders (id integer primary key, total numeric); insert into orders values (1, 5), (2, 6.5)',
    );
    legacy.close();
    await writeFile(join(folder, 'agent.yaml'), await textOf('agent.yaml'));
    // Where people type it, `npx` finds the agent in the checkout.
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
    const commands = (await textOf('Commands')).replace(/^(export TARGET_URL=).*$/m, `$1${target.url}`).split('\n');
    expect(commands).toContain(`export PARALLAX_KEY=${key}`);
    const lines = (wanted: RegExp) =>
      commands.filter((line) => line.startsWith('export') || wanted.test(line)).join('\n');
    const declared = await shell(folder, lines(/ declare /));
    expect(declared.output).toContain('Declared 1 datasets');
    await expectDone('Key', 'Agent', 'Plan');
    const once = await shell(folder, lines(/ --once$/));
    expect(once.code, once.output).toBe(0);
    await expect(page.getByText('Results arrive').first()).toBeVisible({ timeout: 20_000 });
    await expect(way).toHaveCount(0);

    scheduled = spawn(
      'bash',
      [
        '-c',
        `exec ${lines(/agent\.yaml$/)
          .split('\n')
          .at(-1)}`,
      ],
      {
        cwd: folder,
        env: { ...process.env, PARALLAX_KEY: key, TARGET_URL: target.url },
        stdio: 'ignore',
        detached: true,
      },
    );
    const agent = page.getByRole('table', { name: 'Agents' }).getByRole('row', { name: /parallax-agent/ });
    await expect(agent).toContainText('connected', { timeout: 30_000 });
    await expect(agent).toContainText('exact');
    await expect(agent).toContainText(/orders · /);
    await page.getByRole('link', { name: 'the first' }).click();
    await expect(page).toHaveURL(/\/evidence\/runs\//);
  } finally {
    if (scheduled?.pid) process.kill(-scheduled.pid, 'SIGTERM');
    await target.drop();
    await rm(folder, { recursive: true, force: true });
  }
});

async function shell(cwd: string, script: string): Promise<{ code: number | null; output: string }> {
  const child = spawn('bash', ['-c', script], { cwd, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, output };
}

/** The target: a database of its own on the server of the journeys. */
async function createTarget() {
  const server = process.env.DATABASE_URL ?? '';
  const name = `warehouse_${Date.now().toString(36)}`;
  const on = async (url: string, sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await on(server, `CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  await on(
    url,
    'create table orders (id bigint primary key, total numeric(12,2)); insert into orders values (1, 5), (2, 6.5)',
  );
  return { url, drop: () => on(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}
