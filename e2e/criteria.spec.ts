import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { makeHistory } from './history.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages/accessible.ts';
import { takePictures } from './pages/pictures.ts';
import { tryCall } from './pages/try-call.ts';

const RATE = 'Field match rate';
const STREAK = 'Critical-free streak';

async function expectFits(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** On go / no-go, where what waits is listed. */
async function approveWhatWaits(page: Page, slug: string): Promise<void> {
  await page.goto(`/m/${slug}`);
  const waiting = page.getByRole('region', { name: 'Waiting for a second person' });
  await waiting.getByRole('button', { name: /^Approve/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  // What is behind an open dialog is hidden from roles.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(waiting).toHaveCount(0);
}

test('a criterion that is loosened after the start is flagged until a second person has approved it', async ({
  as,
  site,
}) => {
  test.setTimeout(180_000);
  const { id: migrationId, slug } = await makeHistory(site, 12);
  const [lead, second] = [await as('lead', migrationId), await as('lead', migrationId)];
  await lead.goto(`/m/${slug}/criteria`);
  const row = lead.getByRole('row', { name: new RegExp(`^${RATE}`) });
  await expect(row).toContainText('> 99.9 %');
  await expectFits(lead);
  await takePictures(lead, 'criteria');

  await lead.getByRole('button', { name: `Edit ${RATE}` }).click();
  const dialog = lead.getByRole('dialog');
  const does = dialog.getByRole('region', { name: 'What it does' });
  await expect(does).toContainText('Nothing is changed yet.');
  await dialog.getByLabel('Threshold, %').fill('a lot');
  await expect(dialog.getByText('must be a number')).toBeVisible();
  // On two of the days 12 of 10,000 rows were off.
  await dialog.getByLabel('Threshold, %').fill('99.8');
  await expect(does.getByText(/^Would have been met on 12 of the last 12 days/)).toBeVisible();
  await expect(does.getByText(/^As it stands: met on 10 of 12/)).toBeVisible();
  await expect(does).toContainText('loosens');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('must say why it is made easier')).toBeVisible();
  await expectFits(lead);
  await takePictures(lead, 'criterion-dialog');
  await dialog.getByLabel('Why').fill('Rounding of the old system, see PAY-77.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toContainText('> 99.8 %');
  await expect(row).toContainText('changed, waits for approval');

  const changes = lead.getByRole('region', { name: 'Changes' });
  await expect(changes).toContainText('waits for a second person');
  await expect(changes).toContainText('Rounding of the old system, see PAY-77.');
  await expect(changes.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  const [waiting] = await site.admin.approval.listWaiting.query({ slug });
  expect(await tryCall(lead, 'approval.approvePlanChanges', { migrationId, ids: [waiting?.id] })).toBe(403);

  await lead.goto(`/m/${slug}`);
  await expect(lead.getByRole('region', { name: 'Verdict' })).toContainText(/1 change\s*waits for approval/);
  await expect(lead.getByRole('region', { name: 'Why not yet' })).toContainText('waits for a second person');
  await second.goto(`/m/${slug}/criteria`);
  await expect(second.getByRole('region', { name: 'Changes' })).toContainText('waits for a second person');
  await takePictures(second, 'criteria-loosened');
  await approveWhatWaits(second, slug);
  await second.goto(`/m/${slug}/criteria`);
  await expect(second.getByRole('region', { name: 'Changes' })).toContainText('approved by');
  await expect(second.getByText('changed, waits for approval')).toHaveCount(0);
  // The first hears of it on the page that was open all the while.
  await expect(lead.getByRole('region', { name: 'Verdict' })).not.toContainText('waits for approval');

  // Stricter again: nobody has to approve that.
  await second.getByRole('button', { name: `Edit ${RATE}` }).click();
  await second.getByRole('dialog').getByLabel('Threshold, %').fill('99.95');
  await expect(second.getByRole('dialog').getByText('tightens')).toBeVisible();
  await second.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(second.getByRole('dialog')).toHaveCount(0);
  await expect(second.getByRole('region', { name: 'Changes' })).not.toContainText('waits');
});

test('asking less of a dataset after the start waits for a second person too', async ({ as, site }) => {
  test.setTimeout(180_000);
  const { id: migrationId, slug } = await makeHistory(site, 2);
  const [lead, bi] = [await as('lead', migrationId), await as('bi', migrationId)];
  await lead.goto(`/m/${slug}/plan?view=datasets`);
  await lead.getByRole('button', { name: 'Change payouts' }).click();
  await lead.getByRole('dialog').getByLabel('Criticality').selectOption('normal');
  await lead.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(lead.getByRole('dialog')).toHaveCount(0);
  await lead.goto(`/m/${slug}/criteria`);
  const changes = (page: Page) => page.getByRole('region', { name: 'Changes' });
  await expect(changes(lead)).toContainText('dataset payouts');
  await expect(changes(lead)).toContainText('critical → normal');
  await expect(changes(lead).getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await approveWhatWaits(bi, slug);
  await bi.goto(`/m/${slug}/criteria`);
  await expect(changes(bi)).toContainText('approved by');
  await bi.goto(`/m/${slug}`);
  await expect(bi.getByRole('region', { name: 'Verdict' })).not.toContainText('waits for approval');
});

test('a waiver holds from when somebody else has approved it, and ends by itself', async ({ as, site }) => {
  test.setTimeout(180_000);
  const { id: migrationId, slug } = await makeHistory(site, 3);
  const [lead, finance] = [await as('lead', migrationId), await as('finance', migrationId)];
  await lead.goto(`/m/${slug}/criteria`);
  await lead.getByRole('button', { name: `Waive ${STREAK}` }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByLabel('Days').fill('91');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await expect(dialog.getByText('must not be empty')).toBeVisible();
  await expect(dialog.getByText('must be between 1 and 90')).toBeVisible();
  await expectFits(lead);
  await takePictures(lead, 'waiver-dialog');
  await dialog.getByLabel('Why it need not be met').fill('The pilot is small enough to be corrected by hand.');
  await dialog.getByLabel('Days').fill('14');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await expect(dialog).toHaveCount(0);

  const asked = lead.getByRole('table', { name: 'Waivers' }).getByRole('row', { name: new RegExp(STREAK) });
  await expect(asked).toContainText('waits for a second person');
  await expect(asked).toContainText('somebody else decides');
  await expect(asked.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  const [waiver] = await site.admin.waiver.list.query({ migrationId });
  const decision = { migrationId, waiverId: waiver?.id, approved: true };
  expect(await tryCall(lead, 'waiver.decide', decision)).toBe(403);
  const streak = lead.getByRole('row', { name: new RegExp(`^${STREAK}.*All datasets`, 'i') });
  await expect(streak).toContainText('not met');

  await finance.goto(`/m/${slug}/criteria`);
  await expect(finance.getByRole('button', { name: /^(Edit|Waive|Add)/ })).toHaveCount(0);
  await finance.getByRole('table', { name: 'Waivers' }).getByRole('button', { name: 'Approve' }).click();
  await expect(finance.getByRole('dialog')).toContainText('The pilot is small enough');
  await finance.getByRole('dialog').getByRole('button', { name: 'Approve' }).dblclick();
  await expect(finance.getByRole('dialog')).toHaveCount(0);
  const held = finance.getByRole('table', { name: 'Waivers' }).getByRole('row', { name: new RegExp(STREAK) });
  await expect(held).toContainText('holds');
  await expect(streak).toContainText('waived');
  await expectFits(finance);
  await takePictures(finance, 'criteria-waived');
  await finance.goto(`/m/${slug}`);
  const criteria = finance.getByRole('table', { name: 'Exit criteria' });
  await expect(criteria.getByRole('row', { name: new RegExp(STREAK) })).toContainText('waived');

  await lead.getByRole('table', { name: 'Waivers' }).getByRole('button', { name: 'Withdraw' }).click();
  await expect(streak).toContainText('not met');

  // The form asks for days; one that ends in seconds comes through the same call.
  const expiresAt = new Date(Date.now() + 15_000).toISOString();
  const { id: waiverId } = await site.admin.waiver.request.mutate({
    migrationId,
    criterionId: waiver?.criterionId ?? '',
    reason: 'For a moment',
    expiresAt,
  });
  await finance.goto(`/m/${slug}/criteria`);
  await finance.getByRole('table', { name: 'Waivers' }).getByRole('button', { name: 'Approve' }).click();
  await finance.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  const short = finance.getByRole('table', { name: 'Waivers' }).getByRole('row', { name: /For a moment/ });
  await expect(short).toContainText('holds');
  expect(waiverId).not.toBe('');
  const isOver = async () => {
    await finance.reload();
    return await short.textContent();
  };
  await expect.poll(isOver, { timeout: 40_000, intervals: [2_000] }).toContain('expired');
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
  await expect(finance.getByRole('row', { name: new RegExp(`^${STREAK}.*All datasets`, 'i') })).toContainText(
    'not met',
  );
  await finance.goto(`/m/${slug}`);
  await expect(criteria.getByRole('row', { name: new RegExp(STREAK) })).toContainText('not met');
});
