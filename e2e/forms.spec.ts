import { ADMIN } from '#scripts/demo/state.ts';
import { press } from './before-forms.ts';
import { expect, signInByCookie, test } from './fixtures.ts';
import { formCases } from './form-cases.ts';
import { ADMIN_PASSWORD } from './site.ts';

for (const one of formCases) {
  test(`${one.name}: each problem stands at its field, and a lost connection loses nothing that was typed`, async ({
    as,
    browser,
    contextOptions,
    migration,
    site,
  }) => {
    const office = one.role === undefined ? await browser.newContext(contextOptions) : null;
    if (office) await signInByCookie(office, { email: ADMIN.email, password: ADMIN_PASSWORD });
    const page = office ? await office.newPage() : await as(one.role ?? 'lead');
    await one.before?.({ page, migration, site });
    await page.goto(one.path.startsWith('/account') || one.path === '/' ? one.path : `/m/${migration.slug}${one.path}`);
    await one.open(page);
    const form = one.form?.(page) ?? page.getByRole('dialog');
    const send = () => form.getByRole('button', { name: one.submit, exact: true }).last().click();
    const field = (label: string) => form.getByLabel(label, { exact: true });

    const wrong = Object.entries(one.wrong);
    if (wrong.length > 0) {
      for (const [label, [value]] of wrong) await field(label).fill(value);
      await send();
      for (const [label, [, problem]] of wrong) {
        await expect(field(label)).toHaveAttribute('aria-invalid', 'true');
        await expect(form.getByText(problem).first()).toBeVisible();
        const [, id = ''] = /(\S+-error)/.exec((await field(label).getAttribute('aria-describedby')) ?? '') ?? [];
        await expect(form.locator(`[id="${id}"]`)).toHaveText(problem);
      }
      await expect(field(wrong[0]?.[0] ?? '')).toBeFocused();
      await expect(form.locator('[aria-invalid="true"]')).toHaveCount(wrong.length);
    }

    for (const [label, value] of Object.entries(one.right)) await field(label).fill(value);
    await expect(form.locator('[aria-invalid="true"]')).toHaveCount(0);
    const isCall = (url: URL) => url.pathname.startsWith('/api/trpc');
    await page.route(isCall, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await send();
    await expect(form.getByRole('alert').filter({ hasText: 'The server did not answer.' })).toBeVisible();
    await expect(form.locator('[aria-invalid="true"]')).toHaveCount(0);
    for (const [label, value] of Object.entries(one.right)) await expect(field(label)).toHaveValue(value);

    await page.unroute(isCall);
    await send();
    await expect(form.getByText('The server did not answer.')).toHaveCount(0);
    await expect(form.locator('[aria-invalid="true"]')).toHaveCount(0);
    await office?.close();
  });
}

test('what the server alone finds wrong stands at its field too', async ({ as, migration }) => {
  const page = await as('lead');
  await page.goto(`/m/${migration.slug}/plan?view=datasets`);
  await press('Declare a dataset')(page);
  const dialog = page.getByRole('dialog');
  for (const label of ['Name', 'Legacy table or view', 'Target table or view'])
    await dialog.getByLabel(label).fill('x');
  await dialog.getByLabel('Domain').fill('x');
  await dialog.getByLabel('Key columns').fill('id, id');
  await dialog.getByRole('button', { name: 'Declare dataset' }).click();
  await expect(dialog.getByLabel('Key columns')).toHaveAttribute('aria-invalid', 'true');
});

test('sign-in and set-up: what is missing stands at its field, a lost connection is about the whole', async ({
  page,
  migration,
  site,
}) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  for (const label of ['E-mail', 'Password']) {
    await expect(page.getByLabel(label)).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel(label).fill('somebody@journey.example');
  }
  await page.route('**/api/auth/callback/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue('somebody@journey.example');

  const email = `new-${migration.slug}@journey.example`;
  const { link } = await site.admin.member.invite.mutate({ migrationId: migration.id, email, role: 'bi' });
  await page.goto(link ?? '');
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  for (const label of ['Name', 'Password'])
    await expect(page.getByLabel(label)).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Name').fill('Ada');
  await page.route('**/api/trpc/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The server did not answer.' })).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue('Ada');
  await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'false');
});
