import { ADMIN } from '#scripts/demo/state.ts';
import { expect, signInByCookie, test } from './fixtures.ts';
import { makeHistory } from './history.ts';
import { takePictures } from './pages/pictures.ts';
import { ADMIN_PASSWORD } from './site.ts';

test('a young migration has no date, and says how much data is missing', async ({ as, migration }) => {
  const page = await as('stakeholder');
  await page.goto(`/m/${migration.slug}`);
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('No date yet');
  await expect(verdict).toContainText('Not enough data (0 of 7 days).');
  await expect(page.getByRole('region', { name: 'No discrepancy rate yet' })).toContainText(
    'Time to stability: not yet.',
  );
  await expect(page.getByRole('region', { name: 'No forecast to look back on yet' })).toBeVisible();
});

test('says when, how late that is, what a week more costs, and how it is computed', async ({ page, context, site }) => {
  test.setTimeout(180_000);
  const { slug, id } = await makeHistory(site, 25);
  await signInByCookie(context, { email: ADMIN.email, password: ADMIN_PASSWORD });
  await page.goto(`/m/${slug}`);
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('50 – 80 % of simulated runs.');
  await expect(verdict).toContainText(/Committed date .*days late/);
  await expect(verdict).toContainText(
    'One week more of running both costs €41,200.04; €96,000.00 of contingency left.',
  );
  await verdict.getByText('How is this computed?').click();
  await expect(verdict).toContainText(/A critical discrepancy arrived on 1 of 2\d days/);
  await expect(verdict).toContainText('The streak decides');
  const rate = page.getByRole('region', { name: /Discrepancy rate|No row differs/ });
  await expect(rate).toContainText('Time to stability: not yet.');
  await expect(rate.locator('svg.recharts-surface')).toBeVisible();
  await rate.getByRole('button', { name: 'Table' }).click();
  await expect(rate.getByRole('table')).toContainText('0.12 %');
  const past = page.getByRole('region', { name: /^The forecast (moved|stands)|kept at 80 %/ });
  await past.getByRole('button', { name: 'Table' }).click();
  await expect(past.getByRole('table', { name: /Forecasts by day/ }).getByRole('row')).not.toHaveCount(1);
  await past.getByRole('button', { name: 'Chart' }).click();
  await rate.getByRole('button', { name: 'Chart' }).click();
  await takePictures(page, 'forecast');

  // The same days on the wallboard, and on the wallboard of somebody with a link.
  const days = (await verdict.locator('[data-forecast]').textContent()) ?? '';
  const { url } = await site.admin.share.create.mutate({
    migrationId: id,
    name: 'Wallboard',
    pages: ['go_no_go'],
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  for (const path of [`/m/${slug}/wall`, `${new URL(url).pathname}/wall`]) {
    await page.goto(path);
    await expect(page.locator('[data-wallboard-exit=forecast]')).toHaveText(`Exit: ${days}, 50 – 80 % sure`);
  }
  await page.setViewportSize({ width: 1920, height: 1080 });
  await takePictures(page, 'wallboard-forecast');
  await page.goto(new URL(url).pathname);
  await expect(page.getByRole('region', { name: 'Verdict' }).locator('[data-forecast=forecast]')).toHaveText(days);
  await expect(page.getByText(/41,200\.04/)).toHaveCount(0);
});
