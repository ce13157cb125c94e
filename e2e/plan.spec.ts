import type { Page } from '@playwright/test';
import { planViews } from '#lib/url/plan-url.ts';
import { expect, test } from './fixtures.ts';
import { expectAccessible } from './pages/accessible.ts';
import { fillPlan } from './plan-content.ts';
import type { TestMigration } from './site.ts';

const open = (page: Page, { slug }: TestMigration, view: string) => page.goto(`/m/${slug}/plan?view=${view}`);

test('a lead plans a phase and says who answers for it, by keyboard', async ({ as, migration }) => {
  test.setTimeout(180_000);
  const page = await as('lead');
  await open(page, migration, 'timeline');
  const phases = page.getByRole('region', { name: 'Phases' });
  await expect(phases.getByText('No phase is planned')).toBeVisible();
  await phases.getByRole('button', { name: 'Add a phase' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add phase' }).click();
  await expect(dialog.getByText('must not be empty')).toBeVisible();
  await dialog.getByLabel('Name').fill('Shadow');
  await dialog.getByLabel('Planned from').fill('2026-11-20');
  await dialog.getByLabel('Planned to').fill('2026-11-10');
  await dialog.getByLabel('At its end').fill('30 clean days\nNo open defect');
  await dialog.getByRole('button', { name: 'Add phase' }).click();
  // Told by the server, at the field it is about.
  await expect(dialog.getByText('must not be before "plannedFrom"')).toBeVisible();
  await expect(dialog.getByLabel('Planned to')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Planned to').fill('2027-01-31');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add phase' }).click();
  await expect(phases.getByRole('row', { name: /Shadow 20 Nov to 31 Jan since .* Under way/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Shadow' }).getByText('Nobody is accountable')).toBeVisible();

  await page.getByRole('button', { name: /^Responsibilities/ }).click();
  const matrix = page.getByRole('region', { name: 'Responsibilities' });
  await expect(matrix.getByText(/gaps without anybody accountable/)).toBeVisible();
  await matrix.getByRole('button', { name: 'Change' }).click();
  for (const name of ['Ada', 'Bob']) {
    await matrix.getByLabel('Somebody else').fill(name);
    await page.keyboard.press('Enter');
  }
  await matrix.getByRole('button', { name: 'Ada, phase Shadow: nothing' }).focus();
  await page.keyboard.press('r');
  await expect(matrix.getByText('Say first who is accountable for phase Shadow.')).toBeVisible();
  await page.keyboard.press('a');
  await expect(matrix.getByRole('button', { name: 'Ada, phase Shadow: accountable' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('a');
  // There is one, always: whoever was it before is responsible now.
  await expect(matrix.getByRole('button', { name: 'Bob, phase Shadow: accountable' })).toBeFocused();
  await expect(matrix.getByRole('button', { name: 'Ada, phase Shadow: responsible' })).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(matrix.getByText(/make another one accountable instead/)).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('d');
  await expectAccessible(page);
  await matrix.getByRole('button', { name: 'Save responsibilities' }).click();
  await expect(matrix.getByRole('row', { name: 'phase Shadow D A' })).toBeVisible();

  await page.getByRole('button', { name: 'Timeline' }).click();
  await expect(
    page.getByRole('region', { name: 'Shadow' }).getByText('Bob is accountable, Ada stands in'),
  ).toBeVisible();
});

test('who saves on a plan that somebody changed meanwhile is told, and can go on', async ({ as, migration, site }) => {
  test.setTimeout(180_000);
  await fillPlan(site, migration);
  const page = await as('lead');
  await open(page, migration, 'rules');
  await page.getByRole('button', { name: 'Change Late rows' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Field').fill('amount');
  const { document } = await site.admin.plan.get.query({ slug: migration.slug });
  await site.admin.plan.replace.mutate({
    migrationId: migration.id,
    document: { ...document, settings: { ...document.settings, budget: '1000' } },
  });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/Somebody changed the plan meanwhile.*They did not touch this item/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Late rows .*payouts\.amount/ })).toBeVisible();
  const after = await site.admin.plan.get.query({ slug: migration.slug });
  expect([after.document.settings.budget, after.document.rules[0]?.field]).toEqual(['1000', 'amount']);

  await page.getByRole('button', { name: 'Change Late rows' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Yes, remove this rule' }).click();
  await expect(page.getByText('None: every difference is decided one by one.')).toBeVisible();
});

test('an engineer marks what became of it, and a second person approves maintenance', async ({
  as,
  migration,
  site,
}) => {
  test.setTimeout(240_000);
  await fillPlan(site, migration);
  const engineer = await as('engineer');
  await open(engineer, migration, 'tests');
  const scenarios = engineer.getByRole('region', { name: 'Validation scenarios' });
  await expect(scenarios.getByText('0 of 2 passed')).toBeVisible();
  await expect(scenarios.getByRole('button', { name: /^Change/ })).toHaveCount(0);
  const dialog = engineer.getByRole('dialog');
  for (const [status, note] of [
    ['Failed', 'off by a cent'],
    ['Passed', 'after the fix'],
  ] as const) {
    await scenarios.getByRole('button', { name: 'Mark Refund' }).click();
    await dialog.getByRole('button', { name: status }).first().click();
    await dialog.getByLabel('Note').fill(note);
    await dialog.getByLabel('Evidence').fill('https://tickets.example/7');
    await dialog.getByRole('button', { name: status }).last().click();
    await expect(scenarios.getByRole('row', { name: new RegExp(`Refund .*${status}`) })).toBeVisible();
  }
  await expect(scenarios.getByText('1 of 2 passed')).toBeVisible();
  await expect(scenarios.getByRole('link', { name: 'tickets.example/7' })).toBeVisible();
  await scenarios.getByRole('button', { name: 'History of Refund' }).click();
  await expect(dialog.getByRole('listitem')).toHaveText([/Passed.*after the fix/, /Failed.*off by a cent/]);
  await expectAccessible(engineer);
  await engineer.keyboard.press('Escape');

  await engineer.getByRole('button', { name: 'Waves' }).click();
  await engineer.getByRole('button', { name: 'Mark ACME' }).click();
  await dialog.getByRole('button', { name: 'Validated' }).last().click();
  await expect(engineer.getByText('1 of 2 validated').first()).toBeVisible();
  await engineer.getByRole('button', { name: 'Work' }).click();
  await expect(engineer.getByText(/days late, costs €[\d,]+\.00 so far/)).toBeVisible();

  await engineer.getByRole('button', { name: 'Calendar' }).click();
  await expect(engineer.getByRole('row', { name: /Patch night/ })).toContainText('Not approved');
  await expect(engineer.getByRole('button', { name: /Approve/ })).toHaveCount(0);

  const finance = await as('finance');
  await open(finance, migration, 'calendar');
  const patch = finance.getByRole('row', { name: /Patch night/ });
  await patch.getByRole('button', { name: 'Approve Patch night' }).click();
  await finance.getByRole('dialog').getByRole('button', { name: 'Approved' }).last().click();
  await expect(patch.getByText('its days are left out of streaks')).toBeVisible();
});

test('who entered a window does not approve it', async ({ as, migration }) => {
  const page = await as('lead');
  await open(page, migration, 'calendar');
  await page.getByRole('button', { name: 'Add an entry' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Own window');
  await dialog.getByLabel('Kind').selectOption('maintenance');
  await dialog.getByLabel('From').fill('2027-03-28T01:30');
  await dialog.getByLabel('To').fill('2027-03-28T04:00');
  await dialog.getByRole('button', { name: 'Add entry' }).click();
  const row = page.getByRole('row', { name: /Own window/ });
  await expect(row).toContainText('28 Mar 2027, 01:30:00 CET to 28 Mar 2027, 04:00:00 CEST');
  await expect(row).toContainText('Not approved');
  await expect(row.getByRole('button', { name: /Approve/ })).toHaveCount(0);
});

test('whoever only reads is shown every view of a full plan, and offered nothing', async ({ as, migration, site }) => {
  await fillPlan(site, migration);
  const page = await as('auditor');
  for (const view of planViews) {
    await open(page, migration, view);
    await expect(page.getByRole('region', { name: 'Hard cutover' })).toContainText('worth €12,000.00');
    await expect(page.getByRole('button', { name: /^(Add|Change|Mark|Approve|Apply)/ })).toHaveCount(0);
  }
});
