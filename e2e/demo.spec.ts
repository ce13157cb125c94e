import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findFreePort } from '#server/postgres/free-port.ts';

const READY_WITHIN_MS = 240_000;

/** `npm run demo`, without npm; `said` grows while it runs. */
function startDemo(dataDir: string, port: number): { child: ChildProcess; said: () => string } {
  const env = { ...process.env, DATABASE_URL: '', PARALLAX_URL: '', NEXTAUTH_URL: '', NEXTAUTH_SECRET: '' };
  const child = spawn(process.execPath, ['scripts/demo.ts'], {
    env: { ...env, HOST: '127.0.0.1', PORT: String(port), PARALLAX_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const keep = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return { child, said: () => text };
}

async function untilReady({ child, said }: ReturnType<typeof startDemo>): Promise<void> {
  const isSettled = () => child.exitCode !== null || said().includes('Sign in with');
  await expect.poll(isSettled, { timeout: READY_WITHIN_MS, message: 'the demo is ready or has ended' }).toBe(true);
  expect(child.exitCode, said()).toBeNull();
}

async function stop({ child, said }: ReturnType<typeof startDemo>): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'exit');
  expect(child.exitCode, said()).toBe(0);
}

test('the demo is really compared, says no-go and why, stops cleanly and goes on', async ({ browser }) => {
  test.setTimeout(2 * READY_WITHIN_MS + 60_000);
  const dataDir = await mkdtemp(join(tmpdir(), 'parallax-e2e-demo-'));
  const port = await findFreePort();
  let demo = startDemo(dataDir, port);
  try {
    await untilReady(demo);
    const password = /the password (\S+)/.exec(demo.said())?.[1] ?? '';
    for (const role of ['lead', 'engineer', 'finance', 'bi', 'stakeholder', 'auditor', 'admin']) {
      expect(demo.said()).toContain(`${role}@demo.example`);
    }

    const page = await browser.newPage({ baseURL: `http://localhost:${port}` });
    await page.goto('/m/affiliate-payouts');
    await page.getByLabel('E-mail').fill('stakeholder@demo.example');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('No-go');
    const reasons = page.getByRole('region', { name: 'Why not yet' });
    for (const blocker of ['4 critical discrepancies are open', /Record-count variance is/, /Field match rate is/]) {
      // First the text: where it fails, it shows what stands there instead.
      await expect(reasons, demo.said()).toContainText(blocker);
      await expect(reasons.getByRole('link', { name: blocker })).toBeVisible();
    }
    const criteria = page.getByRole('table', { name: 'Criteria' });
    await expect(criteria.getByRole('row', { name: /Response time/ })).not.toContainText('unknown');
    await page.getByRole('link', { name: /^Discrepancies/ }).click();
    for (const title of [
      'deposits: rows missing in target',
      'payouts: duplicate rows in target',
      'partners.name differs',
    ]) {
      await expect(page.getByText(title).first()).toBeVisible();
    }
    await stop(demo);

    demo = startDemo(dataDir, port);
    await untilReady(demo);
    expect(demo.said()).toContain(password);
    expect(demo.said()).not.toContain('Building the two systems');
    await stop(demo);
  } finally {
    demo.child.kill('SIGTERM');
    if (demo.child.exitCode === null) await once(demo.child, 'exit');
    await rm(dataDir, { recursive: true, force: true });
  }
});
