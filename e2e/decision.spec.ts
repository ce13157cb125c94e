import type { Page } from '@playwright/test';
import { signIn } from '#scripts/demo/person.ts';
import { expect, signInByCookie, test } from './fixtures.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages/accessible.ts';
import { recordCount } from './runs.ts';
import type { Site, TestMigration } from './site.ts';

const meeting = (page: Page) => page.getByRole('region', { name: /Decision meeting G-1/ });

async function declarePhases(site: Site, migration: TestMigration): Promise<void> {
  const { document } = await site.admin.plan.get.query({ slug: migration.slug });
  const phases = ['Shadow', 'Ramp', 'Full'].map((name) => ({ name }));
  await site.admin.plan.replace.mutate({ migrationId: migration.id, document: { ...document, phases } });
}

test('two people decide against the verdict: not without the second, whose dissent stays', async ({
  as,
  site,
  migration,
}) => {
  test.setTimeout(120_000);
  await declarePhases(site, migration);
  const [lead, finance] = [await as('lead'), await as('finance')];
  for (const page of [lead, finance]) await page.goto(`/m/${migration.slug}`);
  await expect(lead.getByText('Phase 1 of 3: Shadow')).toBeVisible();
  await expect(finance.getByRole('button', { name: 'Hold the meeting' })).toHaveCount(0);
  await expect(finance.locator('[data-live=live]')).toBeVisible();

  await lead.getByRole('button', { name: 'Hold the meeting' }).click();
  await expect(meeting(lead)).toContainText('No-go');
  await lead.getByRole('button', { name: 'Propose an outcome' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Go', exact: true }).check();
  await dialog.getByRole('button', { name: 'Propose' }).click();
  await expect(dialog.getByText('must say why')).toBeVisible();
  await dialog.getByLabel('Reason').fill('The contract of the old system ends on Friday.');
  await dialog.getByRole('button', { name: 'Propose' }).click();
  await expect(dialog).toHaveCount(0);

  // Finance hears of it on the page that was open all the while, and votes against it.
  await expect(meeting(finance)).toContainText('The contract of the old system ends on Friday.');
  await meeting(finance)
    .getByLabel(/Vote, with a comment/)
    .fill('Not a cent was compared.');
  await meeting(finance).getByRole('button', { name: 'No-go' }).click();
  await expect(meeting(lead).getByRole('list', { name: 'Votes' })).toContainText('Not a cent was compared.');

  // The lead alone cannot.
  const decide = lead.getByRole('button', { name: 'Decide: Go against the verdict' });
  await decide.click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Decide' }).click();
  await expect(lead.getByRole('dialog').getByRole('alert')).toContainText('needs a second person');
  await lead.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(lead.getByRole('button', { name: 'Be the second person' })).toHaveCount(0);
  await expect(lead.getByText('Phase 1 of 3: Shadow')).toBeVisible();
  await expectAccessible(lead);
  await lead.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(lead);

  await meeting(finance).getByRole('checkbox').check();
  await finance.getByRole('button', { name: 'Be the second person' }).click();
  await expect(meeting(lead)).toContainText('stands behind it too');
  await decide.click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Decide' }).click();
  await expect(meeting(lead)).toHaveCount(0);
  for (const page of [lead, finance]) {
    // Once it is sealed, without anybody asking.
    await expect(page.getByText('Phase 2 of 3: Ramp')).toBeVisible();
    const decisions = page.getByRole('region', { name: 'Decisions' });
    await expect(decisions).toContainText('against the verdict');
    await expect(decisions).toContainText(/dissents: Not a cent was compared\./);
  }

  await finance.getByRole('link', { name: /G-1 · Gate of Shadow/ }).click();
  await expect(finance.getByText(/sealed as entry \d+ of the audit trail/)).toBeVisible();
  await expect(finance.getByText('dissents')).toBeVisible();
  const frozen = finance.getByRole('region', { name: /The verdict that was frozen|What stood in the way|Criteria/ });
  const before = await frozen.allInnerTexts();
  expect(before.join()).toContain('4 of 4 criteria stand in the way.');
  await finance.getByRole('button', { name: 'Verify' }).click();
  await expect(finance.getByText('The text still has this hash')).toBeVisible();
  // What is known later changes nothing of what was frozen.
  await migration.push(recordCount(migration.check('record_count'), 20_000));
  await finance.reload();
  expect(await frozen.allInnerTexts()).toEqual(before);
  await finance.getByRole('button', { name: 'Verify' }).click();
  await expect(finance.getByText('The text still has this hash')).toBeVisible();
  await expectAccessible(finance);
  await finance.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(finance);
});

test('a go with conditions makes tasks, and one is shown to be done', async ({ as, site, migration }) => {
  await declarePhases(site, migration);
  const [lead, bi] = [await as('lead'), await as('bi')];
  await lead.goto(`/m/${migration.slug}`);
  await lead.getByRole('button', { name: 'Hold the meeting' }).click();
  await lead.getByRole('button', { name: 'Propose an outcome' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Go with conditions' }).check();
  await dialog.getByLabel('What').fill('Drill the rollback');
  await dialog.getByLabel('Owner').fill('Platform');
  await dialog.getByLabel('Due').fill('2099-01-31');
  await dialog.getByLabel('Reason').fill('All but the drill is there.');
  await dialog.getByRole('button', { name: 'Propose' }).click();
  await expect(meeting(lead)).toContainText('Drill the rollback');
  await bi.goto(`/m/${migration.slug}`);
  await meeting(bi).getByRole('checkbox').check();
  await bi.getByRole('button', { name: 'Be the second person' }).click();
  await expect(meeting(lead)).toContainText('stands behind it too');
  await lead.getByRole('button', { name: /^Decide: Go with conditions/ }).click();
  await expect(lead.getByRole('dialog')).toContainText('stands behind it too');
  await lead.getByRole('dialog').getByRole('button', { name: 'Decide' }).click();
  const conditions = bi.getByRole('list', { name: 'Conditions' });
  await expect(conditions).toContainText('to be done');
  await conditions.getByRole('button', { name: 'Mark done' }).click();
  await bi.getByRole('dialog').getByLabel('What shows it').fill('Protocol of 12 January');
  await bi.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(conditions).toContainText('Protocol of 12 January');
  await expect(lead.getByText('Phase 2 of 3: Ramp')).toBeVisible();
});

test('an account that the lead invited is no second person, until a third person vouches for it', async ({
  as,
  browser,
  contextOptions,
  site,
  migration,
}) => {
  await declarePhases(site, migration);
  const account = await site.member(migration.id, 'lead');
  const lead = await signIn(site.address, account.email, account.password);
  if (!lead) throw new Error('The lead cannot sign in.');
  const puppet = await site.invitedBy(lead, migration.id, 'finance');
  const { id: decisionId } = await lead.decision.freeze.mutate({ migrationId: migration.id });
  const proposal = { outcome: 'go', reason: 'The contract of the old system ends.' } as const;
  await lead.decision.propose.mutate({ migrationId: migration.id, decisionId, ...proposal });

  const context = await browser.newContext(contextOptions);
  await signInByCookie(context, puppet);
  const page = await context.newPage();
  await page.goto(`/m/${migration.slug}`);
  await meeting(page).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Be the second person' }).click();
  await expect(page.getByText(/invited Finance .*: one person could be both\./)).toBeVisible();
  await expect(meeting(page)).not.toContainText('stands behind it too');

  // The page of people says where the account comes from; somebody whom neither invited knows the person.
  const auditor = await as('auditor');
  await auditor.goto(`/m/${migration.slug}/people`);
  await expect(auditor.getByText(`${account.name} invited ${puppet.name} on`)).toBeVisible();
  await expectAccessible(auditor);
  await auditor.getByRole('button', { name: `Vouch for ${puppet.name}` }).click();
  await auditor.getByRole('dialog').getByLabel('How you know').fill('We share an office.');
  await auditor.getByRole('dialog').getByRole('button', { name: 'Vouch' }).click();
  await expect(auditor.getByText(`vouched for ${puppet.name} on`)).toBeVisible();

  await page.getByRole('button', { name: 'Be the second person' }).click();
  await expect(meeting(page)).toContainText('stands behind it too');
  await expect(meeting(page)).toContainText('We share an office.');
  await context.close();
});
