import { expect, test } from './fixtures.ts';

test('a person signs in, comes back to the page they wanted, and signs out', async ({ page, migration }) => {
  const lead = await migration.member('lead');
  await page.goto(`/m/${migration.slug}/evidence`);
  await expect(page).toHaveURL(/\/sign-in/);

  await page.getByLabel('E-mail').fill(lead.email);
  await page.getByLabel('Password').fill('a wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').first()).toContainText(/password/i);

  await page.getByLabel('Password').fill(lead.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(new RegExp(`/m/${migration.slug}/evidence`));

  await page.getByRole('button', { name: /account of/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('an invitation makes one account, once', async ({ as, migration, browser }) => {
  const lead = await as('lead');
  await lead.goto(`/m/${migration.slug}/people`);
  await lead.getByRole('button', { name: 'Invite' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill('nadia@journey.example');
  await dialog.getByLabel('Role').selectOption('finance');
  await dialog.getByRole('button', { name: 'Invite' }).click();
  const link = (await dialog.locator('pre, code').first().textContent())?.trim() ?? '';

  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('Name').fill('Nadia Finance');
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('must have at least 12 characters')).toBeVisible();
  await page.getByLabel('Password').fill('long enough, this one');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('link', { name: /PayCore → Ledgerline/ }).first()).toBeVisible();

  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
  await context.close();
});
