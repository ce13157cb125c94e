import type { BrowserContext, Page } from '@playwright/test';
import { ADMIN } from '#scripts/demo/state.ts';
import { expect, signInAtProvider, signInByCookie, test } from './fixtures.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages/accessible.ts';
import { ADMIN_PASSWORD } from './site.ts';

const asAdmin = async (context: BrowserContext) =>
  await signInByCookie(context, { email: ADMIN.email, password: ADMIN_PASSWORD });

/** Light, dark, and a phone. */
async function expectGoodLooks(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 900 });
}

const unique = () => Math.random().toString(36).slice(2, 8);

test('a person signs in through the provider, with the role of their group, and ends another session', async ({
  page,
  migration,
  browser,
  contextOptions,
}) => {
  test.setTimeout(120_000);
  const login = `eva-${unique()}+audit`;
  await page.goto(`/m/${migration.slug}/evidence`);
  await page.getByRole('link', { name: 'Sign in with ACME' }).click();
  await signInAtProvider(page, login);
  await expect(page).toHaveURL(new RegExp(`/m/${migration.slug}/evidence`));
  await page.goto(`/m/${migration.slug}/people`);
  await expect(page.getByRole('row', { name: new RegExp(login.split('+')[0] ?? '') })).toContainText('by group');

  const elsewhere = await browser.newContext(contextOptions);
  const other = await elsewhere.newPage();
  await other.goto('/sign-in');
  await other.getByRole('link', { name: 'Sign in with ACME' }).click();
  await signInAtProvider(other, login);
  await expect(other.getByRole('heading', { name: 'Portfolio' })).toBeAttached();

  await page.getByRole('button', { name: /account of/ }).click();
  await page.getByRole('link', { name: 'Account', exact: true }).click();
  const sessions = page.getByRole('table', { name: 'Sessions' }).getByRole('row');
  await expect(sessions).toHaveCount(3);
  await expect(page.getByText('this device')).toHaveCount(1);
  await expectGoodLooks(page);
  await page.getByRole('button', { name: 'Sign out all others' }).click();
  await expect(sessions).toHaveCount(2);
  await other.goto(`/m/${migration.slug}`);
  await expect(other).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(sessions).toHaveCount(2);
  await elsewhere.close();
});

test('somebody without a role is told which groups came', async ({ page }) => {
  await page.goto('/sign-in');
  await expectGoodLooks(page);
  await page.getByRole('link', { name: 'Sign in with ACME' }).click();
  await signInAtProvider(page, `otto-${unique()}+canteen+chess club`);
  await expect(page.getByRole('heading', { name: 'Nothing here is open to you yet' })).toBeVisible();
  await expect(page.getByText('canteen')).toBeVisible();
  await expect(page.getByText('chess club')).toBeVisible();
  await expect(page.getByText(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)).toBeVisible();
  await expectGoodLooks(page);
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('an administrator sees what the provider says and tries a sign-in out, which changes nothing', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  await asAdmin(context);
  await page.goto('/');
  await page.getByRole('button', { name: /account of/ }).click();
  await page.getByRole('link', { name: 'Sign-in' }).click();
  const steps = page.getByRole('table', { name: 'What the provider says now' });
  await expect(steps.getByText('in order')).toHaveCount(8);
  await expect(page.getByText(/^•{6} \(\d+ characters\)$/)).toBeVisible();
  await expect(page.getByText('there is no such migration')).toBeVisible();
  await expectGoodLooks(page);

  const name = `iris-${unique()}`;
  await page.getByRole('link', { name: 'Try it with ACME' }).click();
  await signInAtProvider(page, `${name}+ops+chess`);
  await expect(page.getByText('This person would be signed in')).toBeVisible();
  await expect(page.getByText('Administrator of the instance, for as long as the session lasts')).toBeVisible();
  await page.getByText('Claims received').first().click();
  await expect(page.getByText(`"email": "${name}@acme.example"`)).toBeVisible();
  await expectGoodLooks(page);

  await page.goto('/admin/people');
  await expect(page.getByRole('row', { name: new RegExp(ADMIN.email) })).toContainText('administrator');
  await expect(page.getByText(name)).toHaveCount(0);
  await expectGoodLooks(page);
});

test('a password is changed by its owner, and chosen anew by a link of an administrator', async ({
  page,
  context,
  migration,
  browser,
  contextOptions,
}) => {
  test.setTimeout(120_000);
  const lead = await migration.member('lead');
  await signInByCookie(context, lead);
  await page.goto('/account');
  await page.getByLabel('Present password').fill('not this one');
  await page.getByLabel('New password').fill('another long password');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('is not your present password')).toBeVisible();
  await page.getByLabel('Present password').fill(lead.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('The password is changed')).toBeVisible();

  const office = await browser.newContext(contextOptions);
  await asAdmin(office);
  const admin = await office.newPage();
  await admin.goto('/admin/people');
  await admin.getByRole('button', { name: `Sessions of ${lead.name}` }).click();
  const dialog = admin.getByRole('dialog');
  await expect(dialog.getByRole('table', { name: 'Sessions' })).toBeVisible();
  await expectGoodLooks(admin);
  await dialog.getByRole('button', { name: 'Make a password link' }).click();
  const link = (await dialog.locator('pre').textContent())?.trim() ?? '';
  await office.close();

  const fresh = await browser.newContext(contextOptions);
  const forgetful = await fresh.newPage();
  await forgetful.goto(link);
  await expectGoodLooks(forgetful);
  await forgetful.getByLabel('New password').fill('short');
  await forgetful.getByRole('button', { name: 'Set password' }).click();
  await expect(forgetful.getByText('must have at least 12 characters')).toBeVisible();
  await forgetful.getByLabel('New password').fill('the third long password');
  await forgetful.getByRole('button', { name: 'Set password' }).click();
  await expect(forgetful.getByRole('link', { name: /PayCore → Ledgerline/ }).first()).toBeVisible();
  await fresh.close();
  // The reset ended every session, the owner's own too.
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in/);
});
