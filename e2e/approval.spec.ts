import type { Page } from '@playwright/test';
import { signIn } from '#scripts/demo/person.ts';
import { expect, signInByCookie, test } from './fixtures.ts';
import { makeHistory } from './history.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages/accessible.ts';
import { takePictures } from './pages/pictures.ts';

const STREAK = 'Critical-free streak';
const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });
const waiting = (page: Page) => page.getByRole('region', { name: 'Waiting for a second person' });

test('a criterion that a lead takes out counts until a second person has approved it', async ({
  as,
  browser,
  contextOptions,
  site,
}) => {
  test.setTimeout(180_000);
  const { id: migrationId, slug } = await makeHistory(site, 2);
  const account = await site.member(migrationId, 'lead');
  const context = await browser.newContext(contextOptions);
  await signInByCookie(context, account);
  const lead = await context.newPage();
  await lead.goto(`/m/${slug}`);
  await expect(verdict(lead)).toContainText('No-go');
  await expect(verdict(lead)).toContainText('1 of 4 criteria stands in the way.');
  await expect(waiting(lead)).toHaveCount(0);
  const [wallboard, finance] = [await as('stakeholder', migrationId), await as('finance', migrationId)];
  await wallboard.goto(`/m/${slug}/wall`);

  await lead.goto(`/m/${slug}/criteria`);
  await lead.getByRole('button', { name: `Edit ${STREAK}` }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByLabel('Why').fill('Thirty days are too long.');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove criterion' }).click();
  await expect(dialog).toHaveCount(0);

  await lead.goto(`/m/${slug}`);
  await expect(verdict(lead)).toHaveAttribute('aria-label', 'Verdict');
  await expect(verdict(lead)).toContainText(/No-go under the approved plan/);
  await expect(verdict(lead)).toContainText(/Go under the plan as it stands, of which 1 change waits for approval/);
  await expect(verdict(lead)).toContainText('1 of 4 criteria stands in the way.');
  await expect(lead.getByRole('region', { name: 'Why not yet' })).toContainText('only under the approved plan');
  await expect(waiting(lead)).toContainText('criterion critical-free-streak');
  await expect(waiting(lead)).toContainText('Thirty days are too long.');
  await expect(waiting(lead)).toContainText('taken out');
  await expect(waiting(lead)).toContainText('Another person than the one who changed it has to approve it.');
  await expect(waiting(lead)).toContainText(/Finance.* can approve it\./);
  const row = lead.getByRole('table', { name: 'Exit criteria' }).getByRole('row', { name: new RegExp(STREAK) });
  await expect(row).toContainText('only under the approved plan');
  await expect(row).toContainText('not met');
  await expect(waiting(lead).getByRole('button', { name: /^Approve/ })).toHaveCount(0);
  await expect(wallboard.getByText('No-go under the approved plan')).toBeVisible();
  await expectAccessible(lead);
  await takePictures(lead, 'waiting');
  await lead.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(lead);
  await lead.setViewportSize({ width: 1280, height: 900 });

  // The account that the lead invited could be the lead.
  const inviter = await signIn(site.address, account.email, account.password);
  if (!inviter) throw new Error('The lead cannot sign in.');
  const puppet = await site.invitedBy(inviter, migrationId, 'finance');
  const other = await browser.newContext(contextOptions);
  await signInByCookie(other, puppet);
  const hand = await other.newPage();
  await hand.goto(`/m/${slug}`);
  await expect(waiting(hand)).toContainText('one person could be both');
  await expect(waiting(hand).getByRole('button', { name: /^Approve/ })).toHaveCount(0);
  await other.close();

  await finance.goto(`/m/${slug}`);
  await waiting(finance).getByRole('button', { name: 'Approve criterion critical-free-streak' }).click();
  const question = finance.getByRole('dialog', { name: 'Approve criterion critical-free-streak?' });
  await expect(question).toContainText('taken out');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(waiting(finance)).toHaveCount(1);
  await waiting(finance).getByRole('button', { name: 'Approve criterion critical-free-streak' }).click();
  await expectAccessible(finance);
  await takePictures(finance, 'approve');
  await question.getByRole('button', { name: 'Approve' }).click();
  await expect(waiting(finance)).toHaveCount(0);
  // The lead and the wallboard hear of it on the pages that were open all the while.
  await expect(verdict(lead)).toContainText('All 3 criteria are met.');
  await expect(wallboard.getByText('under the approved plan')).toHaveCount(0);
  await expect(waiting(lead)).toHaveCount(0);
  await lead.goto(`/m/${slug}/criteria`);
  await expect(lead.getByRole('region', { name: 'Changes' })).toContainText(/approved by Finance/);
  await context.close();
});

test('what waits is taken back with a button, and then nothing waits', async ({ as, site }) => {
  test.setTimeout(120_000);
  const { id: migrationId, slug } = await makeHistory(site, 2);
  const { document } = await site.admin.plan.get.query({ slug });
  const phases = [{ name: 'Shadow' }] as typeof document.phases;
  await site.admin.plan.replace.mutate({ migrationId, document: { ...document, phases } });
  const lead = await as('lead', migrationId);
  await lead.goto(`/m/${slug}`);
  // Somebody else changed it, and this lead may approve it as well.
  await expect(waiting(lead).getByRole('button', { name: 'Approve phase Shadow' })).toBeVisible();
  await waiting(lead).getByRole('button', { name: 'Take back phase Shadow' }).click();
  await expect(waiting(lead)).toHaveCount(0);
  await expect(verdict(lead)).not.toContainText('waits for approval');
});
