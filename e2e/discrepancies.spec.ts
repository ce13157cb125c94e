import { expect, test } from './fixtures.ts';
import { fieldLevel } from './runs.ts';

const differing = [
  { key: '1', legacy: '12.34', target: '12.35' },
  { key: '2', legacy: null, target: '' },
  { key: '3', legacy: 'Ada', target: 'Ada ' },
];

test('an engineer reads values side by side, takes a group by keyboard, and the fix is proven by a run', async ({
  as,
  migration,
}) => {
  await migration.push(fieldLevel(migration.check('field_level'), 1_000, differing));
  const page = await as('engineer');
  await page.goto(`/m/${migration.slug}/discrepancies`);
  const samples = page.getByRole('table', { name: /Samples/ });
  await expect(samples.getByRole('row', { name: /payout_id=1/ })).toContainText('+0.01');
  await expect(samples.getByRole('row', { name: /payout_id=2/ })).toContainText('null');
  await expect(samples.getByRole('row', { name: /payout_id=2/ })).toContainText('empty text');
  await expect(samples.getByRole('row', { name: /payout_id=3/ })).toContainText('Ada·');

  await page.keyboard.press('a');
  await page.getByRole('dialog').getByRole('button', { name: 'Take it myself' }).click();
  await expect(page.getByText('D-1 has a new owner')).toBeVisible();
  await page.keyboard.press('r');
  await page.getByRole('dialog').getByLabel('Rounding').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save cause' }).click();
  await expect(page.getByText('Cause: rounding')).toBeVisible();

  await migration.push(fieldLevel(migration.check('field_level'), 1_000));
  await expect(page.getByText('No discrepancy is open')).toBeVisible();
  await page.getByRole('button', { name: /^(Resolved|Proven fixed)/ }).click();
  await expect(page.getByText('proven fixed by this run')).toBeVisible();
});

test('a stakeholder sees how much differs, and no row values', async ({ as, migration }) => {
  await migration.push(fieldLevel(migration.check('field_level'), 1_000, differing));
  const page = await as('stakeholder');
  await page.goto(`/m/${migration.slug}/discrepancies`);
  await expect(page.getByRole('heading', { name: 'payouts.amount differs' })).toBeVisible();
  await expect(page.getByText(/row values/).first()).toBeVisible();
  await expect(page.getByText('12.34')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Assign/ })).toHaveCount(0);
});
