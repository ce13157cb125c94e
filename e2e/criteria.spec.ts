import { expect, test } from './fixtures.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages/accessible.ts';
import { fieldLevel, performance, recordCount } from './runs.ts';

test('a loosened criterion is flagged until a second person approves it; a waiver needs one too', async ({
  as,
  migration,
}) => {
  test.setTimeout(300_000);
  await migration.push(recordCount(migration.check('record_count'), 20_000));
  await migration.push(fieldLevel(migration.check('field_level'), 20_000));
  await migration.push(performance(migration.check('performance'), 5_000, '250'));
  const lead = await as('lead');
  const sponsor = await as('stakeholder');
  const criteria = `/m/${migration.slug}/criteria`;

  // The lead sees what it does before it is done.
  await lead.goto(criteria);
  await lead.getByRole('button', { name: 'Edit Field match rate' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByLabel(/^Threshold/).fill('99');
  const does = dialog.getByRole('region', { name: 'What it does' });
  await expect(does).toContainText('> 99.9 % → > 99 %');
  await expect(does).toContainText('loosens');
  await expect(does).toContainText('there is nothing to test it on');
  await expect(does).toContainText('until a second person has approved it');
  await expectAccessible(lead);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('must say why it is made easier');
  await dialog.getByLabel('Why').fill('Rounding of the old system is known.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  const own = lead.getByRole('region', { name: 'Changes' });
  await expect(own).toContainText('waits for a second person');
  await expect(own.getByRole('button', { name: 'Approve' })).toHaveCount(0);

  // The sponsor is told on the go / no-go page, and approves.
  await sponsor.goto(`/m/${migration.slug}`);
  const flag = sponsor.getByRole('region', { name: 'Verdict' }).getByRole('link', { name: /loosened once/ });
  await flag.click();
  await expect(sponsor).toHaveURL(/criteria#changes/);
  await sponsor.getByRole('region', { name: 'Changes' }).getByRole('button', { name: 'Approve' }).click();
  await expect(sponsor.getByRole('region', { name: 'Changes' })).toContainText('approved by Stakeholder');
  await sponsor.goto(`/m/${migration.slug}`);
  await expect(sponsor.getByRole('region', { name: 'Verdict' })).toContainText('No-go');
  await expect(flag).toHaveCount(0);

  // The streak is all that is missing: waived by two, it is a conditional go.
  await lead.getByRole('button', { name: 'Waive Critical-free streak' }).click();
  await dialog.getByLabel('Why it need not be met').fill('The contract of the old system ends.');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  const waivers = lead.getByRole('region', { name: 'Waivers' });
  await expect(waivers).toContainText('somebody else decides');
  await expect(waivers.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  const finance = await as('finance');
  await finance.goto(criteria);
  await finance.getByRole('region', { name: 'Waivers' }).getByRole('button', { name: 'Approve' }).click();
  await expect(finance.getByRole('region', { name: 'Waivers' })).toContainText('holds');
  await expect(sponsor.getByRole('region', { name: 'Verdict' })).toContainText('Conditional go');
  for (const colorScheme of ['light', 'dark'] as const) {
    await lead.emulateMedia({ colorScheme });
    await lead.setViewportSize({ width: 1280, height: 900 });
    await expectAccessible(lead);
    await lead.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(lead);
  }

  // Withdrawn, it has to be met again at once.
  await waivers.getByRole('button', { name: 'Withdraw' }).click();
  await expect(waivers).toContainText('withdrawn');
  await expect(sponsor.getByRole('region', { name: 'Verdict' })).toContainText('No-go');
});
