import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages/accessible.ts';
import { takePictures } from './pages/pictures.ts';
import { fillPlan } from './plan-content.ts';
import type { Site, TestMigration } from './site.ts';

/** `parallax export`, as a program of its own. */
async function exportByCli(site: Site, { slug, id }: TestMigration): Promise<string> {
  const { secret } = await site.admin.key.create.mutate({ migrationId: id, name: 'CLI', scopes: ['read'] });
  const args = ['agent/parallax/bin.mjs', 'export', '--migration', slug];
  const env = { ...process.env, PARALLAX_URL: site.address.localUrl, PARALLAX_KEY: secret };
  return (await promisify(execFile)(process.execPath, args, { env })).stdout;
}

async function exportByPage(page: Page): Promise<string> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export parallax.yaml' }).click();
  const download = await started;
  expect(download.suggestedFilename()).toBe('parallax.yaml');
  return await readFile(await download.path(), 'utf8');
}

test('a plan goes out as parallax.yaml and comes back changed, after it was shown what that changes', async ({
  as,
  site,
  migration,
}) => {
  test.setTimeout(120_000);
  await fillPlan(site, migration);
  const page = await as('lead');
  await page.goto(`/m/${migration.slug}/plan`);
  const text = await exportByPage(page);
  expect(text).toBe(await exportByCli(site, migration));

  await page.getByRole('button', { name: 'Apply a parallax.yaml' }).click();
  const dialog = page.getByRole('dialog');
  const area = dialog.getByLabel('Text');
  const show = dialog.getByRole('button', { name: 'Show what changes' });
  await dialog.getByLabel('File').setInputFiles({ name: 'parallax.yaml', mimeType: '', buffer: Buffer.from(text) });
  await expect(area).toHaveValue(text);
  await show.click();
  await expect(dialog.getByText('No changes: the plan is what the file says.')).toBeVisible();

  // What is wrong is told by its place: found in the file, and found by the server.
  const wrong = text.replace('threshold: "30"', 'threshold: 30');
  expect(wrong).not.toBe(text);
  await area.fill(wrong);
  await show.click();
  const problem = dialog.getByRole('list', { name: 'Problems' }).getByRole('button');
  const line = wrong.split('\n').findIndex((one) => one.includes('threshold: 30')) + 1;
  await expect(problem).toContainText(new RegExp(`line ${line}:\\d+ .*threshold must be text: write "30"`));
  await problem.click();
  expect(
    await area.evaluate((node: HTMLTextAreaElement) => node.value.slice(node.selectionStart, node.selectionEnd)),
  ).toBe('threshold: 30');
  await expectAccessible(page);
  await takePictures(page, 'plan-file-wrong');
  await area.fill(text.replace(`slug: ${migration.slug}`, 'slug: another-one'));
  await show.click();
  await expect(problem).toContainText(/line \d+:\d+ \/migration\/slug/);
  await dialog
    .getByLabel('File')
    .setInputFiles({ name: 'x.yaml', mimeType: '', buffer: Buffer.from([0xff, 0xfe, 0x00]) });
  await expect(dialog.getByRole('alert')).toContainText('is not text in UTF-8');

  const changed = text
    .replace('threshold: "30"', 'threshold: "20"')
    .replace(/ {2}- name: Bonus\n(?: {4}.*\n)+/, '')
    .replace('costs:\n', 'costs:\n  - name: Consultants\n    kind: people\n    amount: "1000"\n    per: day\n');
  await area.fill(changed);
  await show.click();
  const changes = dialog.getByRole('region', { name: 'What changes' });
  await expect(changes).toContainText('1 to add, 1 to change, 1 to remove');
  await expect(changes).toContainText('costs "Consultants"');
  await expect(changes).toContainText('scenarios "Bonus"');
  await expect(changes).toContainText('threshold: "30" → "20"');
  await expect(changes).toContainText('2 changes ask less than before');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await takePictures(page, 'plan-file');

  // Somebody else changes the plan in between: nothing is applied, and the difference is shown anew.
  const { document } = await site.admin.plan.get.query({ slug: migration.slug });
  await site.admin.plan.replace.mutate({
    migrationId: migration.id,
    document: { ...document, teams: [...document.teams, { name: 'Newcomers' }] },
  });
  await dialog.getByRole('button', { name: 'Apply 3 changes' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Somebody changed the plan meanwhile');
  await expect(changes).toContainText('teams "Newcomers"');
  await dialog.getByRole('button', { name: 'Apply 4 changes' }).click();
  await expect(dialog).toHaveCount(0);
  const after = await site.admin.plan.get.query({ slug: migration.slug });
  expect(after.document.scenarios.map(({ name }) => name)).toEqual(['Refund']);
  expect(after.document.costs.map(({ name }) => name)).toContain('Consultants');
  expect(await exportByPage(page)).toBe(await exportByCli(site, migration));
});

test('whoever does not edit the plan may take it with them, and no more', async ({ as, migration }) => {
  const page = await as('stakeholder');
  await page.goto(`/m/${migration.slug}/plan`);
  expect(await exportByPage(page)).toContain(`slug: ${migration.slug}`);
  await expect(page.getByRole('button', { name: 'Apply a parallax.yaml' })).toHaveCount(0);
});
