import { expect, test } from './fixtures.ts';
import { fieldLevel, performance, recordCount } from './runs.ts';

test('the verdict follows the evidence, and says why not yet', async ({ as, migration }) => {
  const page = await as('stakeholder');
  await page.goto(`/m/${migration.slug}`);
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('No-go');
  await expect(verdict).toContainText('4 of 4 criteria stand in the way.');
  await expect(verdict).toContainText('no evidence yet');

  await migration.push(recordCount(migration.check('record_count'), 20_000));
  await migration.push(fieldLevel(migration.check('field_level'), 20_000));
  await migration.push(performance(migration.check('performance'), 5_000, '250'));
  await expect(verdict).toContainText('1 of 4 criteria stands in the way.');
  const criteria = page.getByRole('table', { name: 'Criteria' });
  await expect(criteria.getByRole('row', { name: /Record-count variance/ })).toContainText('met');
  await expect(criteria.getByRole('row', { name: /Response time/ })).toContainText('250');

  await migration.push(
    fieldLevel(
      migration.check('field_level'),
      20_000,
      Array.from({ length: 40 }, (_, i) => ({ key: String(i), legacy: '12.34', target: '12.35' })),
    ),
  );
  await expect(verdict).toContainText('2 of 4 criteria stand in the way.');
  const why = page.getByRole('link', { name: /Field match rate is 99\.8 %/ });
  await expect(why).toBeVisible();
  await why.click();
  await expect(page).toHaveURL(/discrepancies/);
  await expect(page.getByText('payouts.amount differs').first()).toBeVisible();
});

test('a pushed run changes an open page within two seconds', async ({ as, migration }) => {
  const page = await as('lead');
  await page.goto(`/m/${migration.slug}`);
  await expect(page.locator('[data-live=live]')).toBeVisible();
  const figure = page.getByRole('table', { name: 'Criteria' }).getByRole('row', { name: /Record-count variance/ });
  const waits: number[] = [];
  for (const target of [20_100, 20_200, 20_300, 20_400, 20_500]) {
    await migration.push(recordCount(migration.check('record_count'), 20_000, target));
    const acknowledged = Date.now();
    await expect(figure).toContainText(`${(target - 20_000) / 200} %`, { timeout: 5_000 });
    waits.push(Date.now() - acknowledged);
  }
  console.log(`pushed run to open page: ${waits.join(', ')} ms`);
  expect(Math.max(...waits)).toBeLessThan(2_000);
});
