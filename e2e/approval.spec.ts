import type { Page } from '@playwright/test';
import type { PlanDocument } from '#core/plan/document.ts';
import { signIn } from '#scripts/demo/person.ts';
import { expect, signInByCookie, test } from './fixtures.ts';
import { makeHistory } from './history.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages/accessible.ts';
import { takePictures } from './pages/pictures.ts';

const STREAK = 'Critical-free streak';
const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });
/** The commands that a page sends, as they come. */
function sentCommands(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    const [, path] = /\/api\/trpc\/([\w.,]+)/.exec(request.url()) ?? [];
    if (path && request.method() === 'POST') sent.push(...path.split(','));
  });
  return sent;
}
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

test('an open question stays what it was opened with, and names it when something else waits', async ({ as, site }) => {
  test.setTimeout(180_000);
  const { id: migrationId, slug } = await makeHistory(site, 2);
  const replace = async (edit: (document: PlanDocument) => Partial<PlanDocument>) => {
    const { document } = await site.admin.plan.get.query({ slug });
    await site.admin.plan.replace.mutate({ migrationId, document: { ...document, ...edit(document) } });
  };
  await replace(({ settings }) => ({ settings: { ...settings, lateEvidenceHours: 100 } }));
  await replace(() => ({ phases: [{ name: 'Shadow' }] as PlanDocument['phases'] }));
  const finance = await as('finance', migrationId);
  await finance.goto(`/m/${slug}`);
  const count = (await site.admin.approval.listWaiting.query({ slug })).length;
  const sent = sentCommands(finance);

  await waiting(finance)
    .getByRole('button', { name: `Approve all ${count} changes` })
    .click();
  const all = finance.getByRole('dialog', { name: `Approve ${count} changes of the plan?` });
  await expect(all.getByRole('listitem')).toHaveCount(count);
  await expect(all.getByRole('button', { name: 'Approve' })).toBeEnabled();
  await replace(({ criteria }) => ({ criteria: criteria.filter(({ key }) => key !== 'critical-free-streak') }));
  await expect(all.getByRole('alert').filter({ hasText: 'has changed since you opened it' })).toBeVisible();
  await expect(all).not.toContainText('critical-free-streak');
  await expect(all.getByRole('listitem')).toHaveCount(count);
  await expect(all.getByRole('button', { name: 'Approve' })).toBeDisabled();
  await all.getByRole('button', { name: 'Cancel' }).click();
  await expect(waiting(finance)).toContainText('critical-free-streak');

  // Of a single one, when it is another one or waits no longer.
  await waiting(finance).getByRole('button', { name: 'Approve phase Shadow', exact: true }).click();
  const single = finance.getByRole('dialog', { name: 'Approve phase Shadow?' });
  await expect(single.getByRole('button', { name: 'Approve' })).toBeEnabled();
  const [shadow] = (await site.admin.approval.listWaiting.query({ slug })).filter(
    ({ title }) => title === 'phase Shadow',
  );
  await site.admin.approval.takeBackPlanChanges.mutate({ migrationId, ids: [shadow?.id ?? ''] });
  await expect(single.getByRole('alert').filter({ hasText: 'has changed since you opened it' })).toBeVisible();
  await expect(single.getByRole('button', { name: 'Approve' })).toBeDisabled();
  await single.getByRole('button', { name: 'Cancel' }).click();
  expect(sent).toEqual([]);

  // Two clicks are one approval.
  await waiting(finance)
    .getByRole('button', { name: /^Approve all/ })
    .click();
  await finance.getByRole('dialog').getByRole('button', { name: 'Approve' }).dblclick();
  await expect(waiting(finance)).toHaveCount(0);
  expect(sent).toEqual(['approval.approvePlanChanges']);

  const lead = await as('lead', migrationId);
  const held = sentCommands(lead);
  await lead.goto(`/m/${slug}`);
  await lead.getByRole('button', { name: 'Hold the meeting' }).dblclick();
  await expect(lead.getByRole('region', { name: /Decision meeting/ })).toBeVisible();
  expect(held).toEqual(['decision.freeze']);
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

test('what a key made waits for a person who answers for it, and then for a second person', async ({ as, site }) => {
  test.setTimeout(180_000);
  const { id: migrationId, slug } = await makeHistory(site, 2);
  const { document } = await site.admin.plan.get.query({ slug });
  const { secret } = await site.admin.key.create.mutate({ migrationId, name: 'Pipeline', scopes: ['plan'] });
  const from = new Date(Date.now() + 9 * 86_400_000).toISOString();
  const to = new Date(Date.now() + 10 * 86_400_000).toISOString();
  const applied = await fetch(`${site.address.localUrl}/api/v1/plan/apply`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      document: {
        ...document,
        criteria: document.criteria.filter(({ key }) => key !== 'critical-free-streak'),
        calendar: [{ name: 'Patch night', kind: 'maintenance', from, to, reason: '' }],
      },
    }),
  });
  expect(applied.ok, await applied.text()).toBe(true);
  const [finance, lead] = [await as('finance', migrationId), await as('lead', migrationId)];
  await finance.goto(`/m/${slug}`);
  await expect(waiting(finance)).toContainText(
    /Waits for somebody who may change the plan to answer for it: .*Lead.* can\./,
  );
  await expect(waiting(finance).getByRole('button', { name: /^(Approve|Answer)/ })).toHaveCount(0);

  await lead.goto(`/m/${slug}`);
  await waiting(lead).getByRole('button', { name: 'Answer for it criterion critical-free-streak' }).click();
  const question = lead.getByRole('dialog', { name: 'Answer for criterion critical-free-streak?' });
  await expect(question).toContainText('taken out');
  await expectAccessible(lead);
  await takePictures(lead, 'answer');
  await question.getByRole('button', { name: 'Answer for it' }).click();
  await expect(question).toHaveCount(0);
  await expect(waiting(lead)).toContainText(/Lead.* answered for it/);
  await expect(waiting(lead).getByRole('button', { name: /^(Approve|Answer)/ })).toHaveCount(0);
  await waiting(finance).getByRole('button', { name: 'Approve criterion critical-free-streak' }).click();
  await expect(finance.getByRole('dialog')).toContainText(/Lead.* answered for it/);
  await finance.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await expect(waiting(finance)).toHaveCount(0);
  await lead.goto(`/m/${slug}/criteria`);
  await expect(lead.getByRole('region', { name: 'Changes' })).toContainText(/Lead.* answered for it on/);

  // A window that nobody approved leaves nothing out, and waits where it stands.
  const window = (page: Page) => page.getByRole('row', { name: /Patch night/ });
  await finance.goto(`/m/${slug}/plan?view=calendar`);
  await expect(window(finance)).toContainText('Waits for somebody who may change the plan to answer for it');
  await expect(window(finance).getByRole('button', { name: /Approve/ })).toHaveCount(0);
  await lead.goto(`/m/${slug}/plan?view=calendar`);
  await window(lead).getByRole('button', { name: 'Answer for it window Patch night' }).click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Answer for it' }).click();
  await expect(window(lead)).toContainText(/Lead.* answered for it/);
  await window(finance).getByRole('button', { name: 'Approve Patch night' }).click();
  await finance.getByRole('dialog').getByRole('button', { name: 'Approved' }).last().click();
  await expect(window(finance)).toContainText('its days are left out of streaks');
});
