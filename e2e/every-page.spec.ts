import { expect, test } from './fixtures.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages/accessible.ts';
import { fieldLevel, performance, recordCount } from './runs.ts';

const pages = [
  '',
  '/plan',
  '/plan?view=checks',
  '/evidence',
  '/evidence?view=checks',
  '/evidence?view=runs',
  '/discrepancies',
  '/agents',
  '/people',
];

test('every page is accessible in light and dark, and fits a phone', async ({ as, migration }) => {
  test.setTimeout(180_000);
  await migration.push(recordCount(migration.check('record_count'), 20_000, 19_990));
  await migration.push(performance(migration.check('performance'), 5_000, '250'));
  const run = fieldLevel(migration.check('field_level'), 20_000, [{ key: '1', legacy: '12.34', target: '12.35' }]);
  await migration.push(run);
  const page = await as('lead');
  const paths = [
    '/',
    ...pages.map((path) => `/m/${migration.slug}${path}`),
    `/m/${migration.slug}/evidence/runs/${run.runId}`,
    `/m/${migration.slug}/decisions/1`,
  ];
  for (const path of paths) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
  }
});

test('each role opens each page it may, and is told what it may not', async ({ as, migration }) => {
  for (const role of ['finance', 'bi', 'stakeholder', 'auditor'] as const) {
    const page = await as(role);
    await page.goto(`/m/${migration.slug}`);
    await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
    const offered = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Agents & keys' });
    await expect(offered).toHaveCount(role === 'auditor' ? 1 : 0);
    await page.goto(`/m/${migration.slug}/agents`);
    if (role === 'auditor') await expect(page.getByRole('button', { name: 'Create a key' })).toHaveCount(0);
    else await expect(page.getByText(/Lead, engineer and auditor/)).toBeVisible();
  }
});

test('a migration of others does not exist', async ({ as, site }) => {
  const { TestMigration } = await import('./site.ts');
  const other = await TestMigration.create(site);
  const page = await as('lead');
  await page.goto(`/m/${other.slug}`);
  await expect(page.getByText('There is nothing here')).toBeVisible();
  await expect(page.getByText('PayCore')).toHaveCount(0);
});
