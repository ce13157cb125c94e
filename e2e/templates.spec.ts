import { ADMIN } from '#scripts/demo/state.ts';
import { expect, signInByCookie, test } from './fixtures.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages/accessible.ts';
import { ADMIN_PASSWORD } from './site.ts';

test('a migration is made from the affiliate template, and its plan page has its phases and teams', async ({
  page,
  context,
  site,
}) => {
  test.setTimeout(180_000);
  await signInByCookie(context, { email: ADMIN.email, password: ADMIN_PASSWORD });
  await page.goto('/');
  await page
    .getByRole('button', { name: /New migration|Create a migration/ })
    .first()
    .click();
  const slug = `partners-${Date.now().toString(36)}`;
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Partner programme');
  await dialog.getByLabel('Address').fill(slug);
  await dialog.getByLabel('Legacy system').fill('AFFIL 4');
  await dialog.getByLabel('Target system').fill('Partner platform');
  await expect(dialog.getByLabel('Template').getByRole('option')).toHaveCount(9);
  await dialog.getByLabel('Template').selectOption('affiliate-platform');
  const summary = dialog.getByRole('region', { name: 'Template Affiliate platform' });
  await expect(summary.getByRole('list', { name: 'Phases' }).getByRole('listitem')).toHaveCount(6);
  await expect(summary).toContainText('Affiliate, Product/Implementation, CRM/back office, Finance, BI');
  await expect(summary).toContainText('not available yet');
  await dialog.getByLabel('First day').fill('2026-11-30');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog.getByRole('button', { name: 'Create migration' }).click();
  await expect(page).toHaveURL(new RegExp(`/m/${slug}/plan`));

  const { document, gaps } = await site.admin.plan.get.query({ slug });
  expect(document.phases.map(({ name, plannedFrom }) => [name, plannedFrom]).slice(0, 2)).toEqual([
    ['Discovery', '2026-11-30'],
    ['Setup', '2026-12-21'],
  ]);
  expect(gaps).toEqual([]);

  // What is there is not added again; another day moves it when asked to.
  await page.getByRole('button', { name: 'From a template' }).first().click();
  await dialog.getByLabel('Template').selectOption('affiliate-platform');
  await dialog.getByLabel('First day').fill('2026-11-30');
  await expect(dialog.getByText('nothing changes')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Add to the plan' })).toBeDisabled();
  await dialog.getByLabel('First day').fill('2026-12-07');
  await dialog.getByLabel('Replace what has the same name').check();
  await dialog.getByText(/Phases: 6 changed/).click();
  await expect(dialog.getByText('Discovery (changed: plannedFrom, plannedTo)')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add to the plan' }).click();
  await expect(dialog).toHaveCount(0);
  const moved = await site.admin.plan.get.query({ slug });
  expect(moved.document.phases[0]?.plannedFrom).toBe('2026-12-07');

  // The go / no-go page asks what the gate of the first phase asks.
  await page.goto(`/m/${slug}`);
  await expect(
    page.getByText(/Critical .*documented|critical items documented|Inventory documented/).first(),
  ).toBeVisible();
});

test('an empty plan is filled from a template by the lead, and by nobody else', async ({ as, migration, site }) => {
  test.setTimeout(120_000);
  const engineer = await as('engineer');
  await engineer.goto(`/m/${migration.slug}/plan`);
  await expect(engineer.getByRole('heading', { level: 1 })).toBeAttached();
  await expect(engineer.getByRole('button', { name: 'From a template' })).toHaveCount(0);
  const page = await as('lead');
  await page.goto(`/m/${migration.slug}/plan`);
  await page.getByRole('button', { name: 'From a template' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Template').selectOption('database-to-warehouse');
  await expect(dialog.getByText(/Phases: 5 added/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Add to the plan' }).click();
  await expect(dialog).toHaveCount(0);
  const { document } = await site.admin.plan.get.query({ slug: migration.slug });
  expect(document.phases.map(({ name }) => name)).toEqual(['Shadow', 'Ten percent', 'Half', 'Full', 'Decommission']);
  // The owner that was a word is a team now; its dataset and checks are as they were.
  expect(document.teams.map(({ name }) => name)).toContain('Payments');
  expect(document.datasets[0]?.checks.map(({ kind }) => kind).toSorted()).toEqual([
    'field_level',
    'performance',
    'record_count',
  ]);
});
