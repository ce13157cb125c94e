import { expect, test } from './fixtures.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages/accessible.ts';

test('a blackout window is added and removed on the plan page, which says what becomes late by it', async ({
  as,
  migration,
}) => {
  test.setTimeout(120_000);
  const page = await as('lead');
  await page.goto(`/m/${migration.slug}/plan?view=calendar`);
  const card = page.getByRole('region', { name: 'Blackout windows' });
  await expect(card.getByText('None: agents read whenever a check is due.')).toBeVisible();

  await card.getByRole('button', { name: 'Add a window' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add window' }).click();
  await expect(dialog.getByText('must not be empty')).toBeVisible();
  await dialog.getByLabel('Name').fill('Night batch');
  await dialog.getByLabel('Sat').check();
  await dialog.getByLabel('From').fill('20:00');
  await dialog.getByLabel('To').fill('08:00');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add window' }).click();
  await expect(card.getByRole('row', { name: /Night batch Mon–Sat 20:00 to 08:00 the next day/ })).toBeVisible();
  await expect(card.getByText('Cannot be met').first()).toBeVisible();
  await expect(card.getByText(/“Night batch” lasts 12 h/).first()).toBeVisible();

  await card.getByRole('button', { name: 'Add a window' }).click();
  await dialog.getByRole('button', { name: 'Once' }).click();
  await dialog.getByLabel('Name').fill('Year end');
  await dialog.getByLabel('From').fill('2026-12-31T20:00');
  await dialog.getByLabel('To').fill('2027-01-01T12:00');
  await dialog.getByRole('button', { name: 'Add window' }).click();
  await expect(card.getByRole('row', { name: /Year end 31 Dec 2026, 20:00:00/ })).toBeVisible();

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1280, height: 900 });
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
  }

  await page.setViewportSize({ width: 1280, height: 900 });
  await card.getByRole('button', { name: 'Remove Night batch' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove window' }).click();
  await expect(card.getByText('Night batch')).toHaveCount(0);

  const reader = await as('stakeholder');
  await reader.goto(`/m/${migration.slug}/plan?view=calendar`);
  const shown = reader.getByRole('region', { name: 'Blackout windows' });
  await expect(shown.getByText('Year end')).toBeVisible();
  await expect(shown.getByRole('button')).toHaveCount(0);
});
