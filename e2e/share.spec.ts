import type { Browser, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages/accessible.ts';
import { fieldLevel, recordCount } from './runs.ts';
import type { TestMigration } from './site.ts';
import { openWire } from './wire.ts';

/** As a lead does on the page; answers the path of the link. */
async function share(page: Page, migration: TestMigration, name: string): Promise<string> {
  await page.goto(`/m/${migration.slug}`);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByLabel('For whom').fill(name);
  await page.getByRole('button', { name: 'Create link' }).click();
  const url = await page.getByRole('figure', { name: 'The new link' }).locator('pre').textContent();
  return new URL(url?.trim() ?? '').pathname;
}

/** Somebody without an account: a browser that has never been here. */
async function visitor(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  return await context.newPage();
}

test('a share link shows one page to somebody without an account, until it is revoked', async ({
  as,
  browser,
  baseURL,
  migration,
}) => {
  test.setTimeout(300_000);
  const difference = { key: '1', legacy: 'canary-legacy', target: 'canary-target' };
  await migration.push(recordCount(migration.check('record_count'), 20_000));
  await migration.push(fieldLevel(migration.check('field_level'), 20_000, [difference]));
  const lead = await as('lead');
  const path = await share(lead, migration, 'Steering committee');

  const guest = await visitor(browser, baseURL);
  const asked: string[] = [];
  guest.on('response', (answer) => {
    if (answer.url().includes('/api/trpc')) asked.push(new URL(answer.url()).pathname);
  });
  const answer = await guest.goto(path);
  expect(answer?.status()).toBe(200);
  const headers = answer?.headers() ?? {};
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['x-robots-tag']).toContain('noindex');
  expect(headers['cache-control']).toContain('no-store');
  expect(await guest.context().cookies()).toEqual([]);
  await expect(guest.getByRole('region', { name: 'Verdict' })).toContainText('No-go');
  await expect(guest.getByRole('region', { name: 'Verdict' })).toContainText(/Not enough data \(\d of 7 days\)\./);
  await expect(guest.getByRole('table', { name: 'Criteria' })).toBeVisible();
  expect(await guest.getByRole('link').count()).toBe(0);
  expect(await guest.content()).not.toContain('canary');
  await expectAccessible(guest);
  await guest.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(guest);
  // What it does not show is asked in vain.
  const token = path.slice(path.lastIndexOf('/') + 1);
  for (const call of ['plan', 'portfolio', 'discrepancies']) {
    const refused = await guest.request.get(`/api/v1/${call}`, { headers: { authorization: `Bearer ${token}` } });
    expect([403, 404], call).toContain(refused.status());
  }

  await lead.getByRole('button', { name: 'I have copied it' }).click();
  await lead.getByText(/Looked at: \d+ visits?/).click();
  await expect(lead.getByText(/from .*: the verdict/).first()).toBeVisible();
  await expect(lead.getByText(/from .*: tried discrepancy\.list, refused/).first()).toBeVisible();
  await expectAccessible(lead);
  await lead.getByRole('button', { name: 'Revoke Steering committee' }).click();
  await expect(lead.getByText('revoked')).toBeVisible();
  await expect(guest.getByRole('heading', { name: 'This link shows nothing' })).toBeVisible({ timeout: 40_000 });
  const gone = await guest.goto(path);
  expect(gone?.status()).toBe(404);
  await expect(guest.getByRole('heading', { name: 'This link shows nothing' })).toBeVisible();
  await guest.goto(`/s/pls_${'a'.repeat(43)}`);
  await expect(guest.getByRole('heading', { name: 'This link shows nothing' })).toBeVisible();
  await expectAccessible(guest);
});

test('only a lead is offered to share', async ({ as, migration }) => {
  const page = await as('engineer');
  await page.goto(`/m/${migration.slug}`);
  await expect(page.getByRole('link', { name: 'Wallboard' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Share' })).toHaveCount(0);
});

test('a wallboard goes loud within seconds when the server is silent or gone, and comes back by itself', async ({
  as,
  browser,
  baseURL,
  migration,
}) => {
  test.setTimeout(300_000);
  await migration.push(recordCount(migration.check('record_count'), 20_000));
  const lead = await as('lead');
  const path = await share(lead, migration, 'The wallboard');
  const wire = await openWire(new URL(baseURL ?? '').port);
  try {
    const wallboard = await visitor(browser, `http://localhost:${wire.port}`);
    await wallboard.setViewportSize({ width: 1920, height: 1080 });
    await wallboard.goto(`${path}/wall`);
    await expect(wallboard.locator('[data-wallboard=current]')).toContainText('No-go');
    await expect(wallboard.getByText(/^Exit: no date yet, not enough data \(\d of 7 days\)$/)).toBeVisible();
    await expectNoSidewaysScroll(wallboard);
    expect(await wallboard.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1080);
    await expectAccessible(wallboard);
    // Dark, whatever the visitor's own colours are.
    await wallboard.emulateMedia({ colorScheme: 'light' });
    expect(await wallboard.locator('.wallboard').evaluate((node) => getComputedStyle(node).backgroundColor)).toBe(
      'rgb(19, 18, 17)',
    );
    const words = wallboard.getByRole('heading', { level: 1 });
    expect(await words.evaluate((node) => Number.parseFloat(getComputedStyle(node).fontSize))).toBeGreaterThan(120);
    await wallboard.screenshot({ path: test.info().outputPath('wallboard.png') });

    for (const fault of ['silent', 'gone'] as const) {
      const since = Date.now();
      await wire[fault]();
      await expect(wallboard.locator('[data-wallboard=lost]')).toBeVisible({ timeout: 25_000 });
      console.log(`wallboard, server ${fault}: loud after ${Date.now() - since} ms`);
      await expect(words).toHaveText('Not current');
      await expect(wallboard.locator('[data-verdict]')).toHaveCount(0);
      await expectAccessible(wallboard);
      await wallboard.screenshot({ path: test.info().outputPath(`wallboard-${fault}.png`) });
      await wire.back();
      await expect(wallboard.locator('[data-wallboard=current]')).toContainText('No-go', { timeout: 25_000 });
    }
  } finally {
    await wire.gone();
  }
});

test('a wallboard whose page has come to a halt is covered', async ({ as, migration }) => {
  const wallboard = await as('stakeholder');
  await wallboard.goto(`/m/${migration.slug}/wall`);
  await expect(wallboard.locator('[data-wallboard=current]')).toBeVisible();
  const cover = wallboard.getByText('This screen has stopped. Reload it.');
  await expect(cover).toBeHidden();
  // The main thread of the page never runs again; what is drawn is up to the style sheet.
  const stopped = await wallboard.context().newCDPSession(wallboard);
  await stopped.send('Emulation.setScriptExecutionDisabled', { value: true });
  await expect(cover).toBeVisible({ timeout: 45_000 });
});
