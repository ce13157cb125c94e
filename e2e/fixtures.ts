import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import type { Role } from '#core/permissions.ts';
import { type Account, Site, TestMigration } from './site.ts';

type Fixtures = {
  migration: TestMigration;
  /** A page of somebody new with this role in the migration, or in another one, in a browser of their own, signed in by cookie. */
  as: (role: Role, migrationId?: string) => Promise<Page>;
};
type WorkerFixtures = { site: Site };

export const test = base.extend<Fixtures, WorkerFixtures>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => use(await Site.open(`http://localhost:${process.env.E2E_PORT}`)),
    { scope: 'worker' },
  ],
  migration: async ({ site }, use) => use(await TestMigration.create(site)),
  as: async ({ browser, site, migration, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role, migrationId = migration.id) => {
      const context = await browser.newContext(contextOptions);
      contexts.push(context);
      await signInByCookie(context, await site.member(migrationId, role));
      return await context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

/** At the provider of e2e/stack.ts: whoever signs in as `name+group+group` is in these groups. */
export async function signInAtProvider(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
}

export { expect };

/** Of accounts that signed in: from one address only so many sign-ins are taken in a quarter of an hour. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();

/** What the sign-in form sends; the cookie stays in the context. */
export async function signInByCookie(
  context: BrowserContext,
  { email, password }: Pick<Account, 'email' | 'password'>,
): Promise<void> {
  const csrf = await context.request.get('/api/auth/csrf');
  const account = JSON.stringify([new URL(csrf.url()).origin, email, password]);
  const known = sessions.get(account);
  if (known) return await context.addCookies(known);
  const { csrfToken } = await csrf.json();
  const answer = await context.request.post('/api/auth/callback/credentials', {
    form: { csrfToken, email, password, json: 'true' },
    maxRedirects: 0,
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  sessions.set(account, await context.cookies());
}
