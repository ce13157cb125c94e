import { ADMIN } from '#scripts/demo/state.ts';
import { expect, signInAtProvider, signInByCookie, test } from './fixtures.ts';
import { tryCall } from './pages/try-call.ts';
import { ADMIN_PASSWORD } from './site.ts';

const unique = () => Math.random().toString(36).slice(2, 8);

test('what is typed into a new migration outlives the first migration of somebody else', async ({ page, context }) => {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Sign in with ACME' }).click();
  await signInAtProvider(page, `nina-${unique()}+ops`);
  await expect(page.getByText('No migration yet')).toBeVisible();
  await page.getByRole('button', { name: 'New migration' }).click();
  const name = page.getByRole('dialog').getByLabel('Name');
  await name.fill('Ledger of 2011');

  const elsewhere = await context.newPage();
  await elsewhere.goto('/');
  const other = { slug: `first-${unique()}`, name: 'The first one', legacySystem: 'A', targetSystem: 'B' };
  expect(await tryCall(elsewhere, 'migration.create', { ...other, timeZone: 'UTC', currency: 'EUR' })).toBe(200);
  await elsewhere.close();

  // Behind the dialog the page has become a list.
  await expect(page.locator('table', { hasText: 'The first one' })).toBeVisible({ timeout: 30_000 });
  await expect(name).toHaveValue('Ledger of 2011');
});

test('the palette leads to account, administration and criteria, whom they are open to', async ({
  as,
  migration,
  browser,
  contextOptions,
}) => {
  const lead = await as('lead');
  await lead.goto(`/m/${migration.slug}`);
  const palette = lead.getByRole('dialog', { name: 'Search and commands' });
  const ask = async (text: string) => {
    await lead.getByRole('button', { name: /Search and commands/ }).click();
    await palette.getByRole('combobox').fill(text);
  };
  await ask('criteria');
  await palette.getByRole('option', { name: /^Criteria/ }).click();
  await expect(lead).toHaveURL(new RegExp(`/m/${migration.slug}/criteria`));
  await ask('account');
  await expect(palette.getByRole('option', { name: /^Accounts/ })).toHaveCount(0);
  await palette.getByRole('option', { name: /^Account password/ }).click();
  await expect(lead).toHaveURL(/\/account$/);

  const context = await browser.newContext(contextOptions);
  await signInByCookie(context, { email: ADMIN.email, password: ADMIN_PASSWORD });
  const admin = await context.newPage();
  await admin.goto('/account');
  await admin.getByRole('button', { name: /Search and commands/ }).click();
  await admin.getByRole('dialog').getByRole('combobox').fill('accounts');
  await admin.keyboard.press('Enter');
  await expect(admin).toHaveURL(/\/admin\/people$/);
  await context.close();
});
