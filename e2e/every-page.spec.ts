import type { BrowserContext, Page } from '@playwright/test';
import { planViews } from '#lib/url/plan-url.ts';
import { ADMIN } from '#scripts/demo/state.ts';
import { test as base, expect, signInAtProvider, signInByCookie } from './fixtures.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages/accessible.ts';
import { takePictures } from './pages/pictures.ts';
import { fillPlan } from './plan-content.ts';
import { fieldLevel, performance, recordCount } from './runs.ts';
import { ADMIN_PASSWORD, type Site, TestMigration } from './site.ts';
import { pages } from './site-map.ts';

type PageParameters = { slug: string; runId: string; discrepancyId: string; invite: string; share: string };
type Reader = 'lead' | 'administrator' | 'stranger';
type Visit = {
  /** As in e2e/site-map.ts. */
  page: string;
  as: Reader;
  at: (given: PageParameters) => readonly string[];
  /** How to come to where an address does not suffice. */
  reach?: (page: Page) => Promise<void>;
};

const lead = (path: string, views: readonly string[] = ['']): Visit => ({
  page: `/m/[slug]${path}`,
  as: 'lead',
  at: ({ slug }) => views.map((view) => `/m/${slug}${path}${view}`),
});
const inViews = (views: readonly string[]) => views.map((view) => `?view=${view}`);

/** Every page there is, with every view of it that has an address. */
const visits: readonly Visit[] = [
  lead('/plan', inViews(planViews.slice(0, 4))),
  lead('/plan', inViews(planViews.slice(4, 8))),
  lead('/plan', inViews(planViews.slice(8))),
  lead(''),
  lead('/agents'),
  lead('/criteria', ['', '?by=outcome']),
  lead('/evidence', inViews(['coverage', 'checks', 'runs'])),
  lead('/people'),
  lead('/wall'),
  { page: '/m/[slug]/decisions/[number]', as: 'lead', at: ({ slug }) => [`/m/${slug}/decisions/1`] },
  {
    page: '/m/[slug]/discrepancies',
    as: 'lead',
    at: ({ slug, discrepancyId }) => ['', `?id=${discrepancyId}`].map((query) => `/m/${slug}/discrepancies${query}`),
  },
  {
    page: '/m/[slug]/evidence/runs/[runId]',
    as: 'lead',
    at: ({ slug, runId }) => [`/m/${slug}/evidence/runs/${runId}`],
  },
  { page: '/', as: 'lead', at: () => ['/'] },
  { page: '/account', as: 'lead', at: () => ['/account'] },
  { page: '/admin/people', as: 'administrator', at: () => ['/admin/people'] },
  { page: '/admin/sign-in', as: 'administrator', at: () => ['/admin/sign-in'] },
  {
    page: '/s/[token]',
    as: 'stranger',
    at: ({ share }) => ['go_no_go', 'criteria', 'plan'].map((page) => `/s/${share}?page=${page}`),
  },
  { page: '/s/[token]/wall', as: 'stranger', at: ({ share }) => [`/s/${share}/wall`] },
  { page: '/setup', as: 'stranger', at: ({ invite }) => ['/setup', `/setup?token=${invite}`] },
  { page: '/sign-in', as: 'stranger', at: () => ['/sign-in'] },
  { page: '/sign-in/problem', as: 'stranger', at: () => ['/sign-in/problem'], reach: failAtProvider },
];

type State = Awaited<ReturnType<BrowserContext['storageState']>>;
type Full = { given: PageParameters; cookies: Readonly<Record<Reader, State | undefined>> };

/** Looking changes nothing: one full migration, and one sign-in of each reader, do for all that a worker looks at. */
const test = base.extend<object, { full: Full }>({
  full: [
    async ({ browser, site }, use) => {
      const migration = await TestMigration.create(site);
      const signedIn = async (account: { email: string; password: string }) => {
        const context = await browser.newContext({ baseURL: site.address.url });
        await signInByCookie(context, account);
        const state = await context.storageState();
        await context.close();
        return state;
      };
      const given = await fill(site, migration);
      const cookies = {
        lead: await signedIn(await migration.member('lead')),
        administrator: await signedIn({ email: ADMIN.email, password: ADMIN_PASSWORD }),
        stranger: undefined,
      };
      await use({ given, cookies });
    },
    { scope: 'worker' },
  ],
});

test('every page that exists has a row here', () => {
  expect([...new Set(visits.map(({ page }) => page))].toSorted()).toEqual(pages.toSorted());
});

for (const [number, visit] of visits.entries()) {
  test(`${number} ${visit.page} is accessible in light and dark, and fits a phone`, async ({
    browser,
    contextOptions,
    full,
  }) => {
    const storageState = full.cookies[visit.as];
    const context = await browser.newContext({ ...contextOptions, ...(storageState ? { storageState } : {}) });
    const page = await context.newPage();
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    for (const path of visit.at(full.given)) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await (visit.reach ?? ((at) => at.goto(path)))(page);
      await expectDrawn(page);
      await expectAccessible(page);
      await takePictures(page, nameOf(visit.page, path));
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSidewaysScroll(page);
    }
    expect(failures).toEqual([]);
    await context.close();
  });
}

test('what is printed is accessible too', async ({ browser, contextOptions, full }) => {
  const { lead: storageState } = full.cookies;
  const context = await browser.newContext({ ...contextOptions, ...(storageState ? { storageState } : {}) });
  const page = await context.newPage();
  await page.emulateMedia({ media: 'print' });
  for (const path of ['', '/criteria', '/plan', '/decisions/1']) {
    await page.goto(`/m/${full.given.slug}${path}`);
    await expectDrawn(page);
    await expectAccessible(page);
  }
  await context.close();
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
  const other = await TestMigration.create(site);
  const page = await as('lead');
  await page.goto(`/m/${other.slug}`);
  await expect(page.getByText('There is nothing here')).toBeVisible();
  await expect(page.getByText('PayCore')).toHaveCount(0);
});

/** Something of everything: runs, differences, a whole plan, a meeting, a link, an invitation. */
async function fill(site: Site, migration: TestMigration): Promise<PageParameters> {
  const { id: migrationId, slug } = migration;
  const { admin } = site;
  await migration.push(recordCount(migration.check('record_count'), 20_000, 19_990));
  await migration.push(performance(migration.check('performance'), 5_000, '250'));
  const run = fieldLevel(migration.check('field_level'), 20_000, [{ key: '1', legacy: '12.34', target: '12.35' }]);
  await migration.push(run);
  await fillPlan(site, migration);
  await admin.decision.freeze.mutate({ migrationId });
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const pagesOfLink = ['go_no_go', 'criteria', 'plan'] as const;
  const { url } = await admin.share.create.mutate({ migrationId, name: 'All', pages: [...pagesOfLink], expiresAt });
  const email = `guest-${slug}@journey.example`;
  const { link } = await admin.member.invite.mutate({ migrationId, email, role: 'auditor' });
  const { items } = await admin.discrepancy.list.query({ migrationId, view: 'open', limit: 1 });
  return {
    slug,
    runId: run.runId,
    discrepancyId: items[0]?.id ?? '',
    invite: new URL(link ?? '').searchParams.get('token') ?? '',
    share: url.slice(url.lastIndexOf('/') + 1),
  };
}

/** Nothing is missing any more that comes after the page. */
async function expectDrawn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
  await expect(page.locator('.skeleton')).toHaveCount(0);
}

async function failAtProvider(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Sign in with ACME' }).click();
  await signInAtProvider(page, `nobody-${Date.now()}+canteen`);
}

/** `m-plan-view-costs` */
function nameOf(page: string, path: string): string {
  const query = path.includes('?') ? path.slice(path.indexOf('?')).replace(/=[\w-]{30,}/, '') : '';
  return `${page}${query}`.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '') || 'portfolio';
}
