import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Permission, permissionNames } from '#core/permissions.ts';
import { DIST_OF_COPY, ensureBuildWithoutProxy } from '#scripts/stack/build-without-proxy.ts';
import { as, trpcHttp } from '#server/testing/call.ts';
import { type Caller, makeCallers, makeSpentCallers } from '#server/testing/callers.ts';
import { type MadeMigration, makeDatasets, makeKey, makeMigration } from '#server/testing/factory.ts';
import { type Everybody, makeEverybody, testPermissions } from '#server/testing/permission-suite.ts';
import { fieldRun } from '#server/testing/runs.ts';
import { type NextServer, startNext } from './next-server.ts';
import { openPages, pages, providerRoutes, routes } from './site-map.ts';

/** The production build of these sources with proxy.ts deleted, as a process of its own. Nothing may be more open than with it. */
let server: NextServer;
let everybody: Everybody;

beforeAll(async () => {
  server = await startNext({ folder: await ensureBuildWithoutProxy(), distDir: DIST_OF_COPY });
  everybody = await makeEverybody();
}, 600_000);
afterAll(() => server?.stop());

it('really runs without it', async () => {
  const answer = await fetch(`${server.at}/sign-in`);
  expect(answer.status).toBe(200);
  // It alone sets the policy with a nonce.
  expect(answer.headers.get('content-security-policy')).toBeNull();
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
});

describe('who may call what', () => {
  testPermissions(
    () => everybody,
    () => server.at,
  );
});

describe('the pages', () => {
  /** Words that stand in one place each, by what it takes to see them. */
  const words: Partial<Record<Permission, string>> = {
    'migration.read': 'canary-dataset',
    'keys.read': 'canary-key',
    'values.read': 'canary-value',
  };
  let callers: Caller[];
  let own: MadeMigration;
  let runId: string;

  beforeAll(async () => {
    const now = () => new Date();
    own = await makeMigration({ name: 'canary-dataset', now });
    const checks = [{ kind: 'field_level' as const, schedule: { everyMs: 3_600_000, graceMs: 60_000 } }];
    const dataset = { name: 'canary-dataset', keyColumns: ['id'], columns: [{ name: 'amount' }], checks };
    const { checkIds } = await makeDatasets(own, [dataset], now);
    const key = await makeKey(own, { now });
    // A run tells which key pushed it; of a key that pushed nothing only the list of keys tells.
    await makeKey(own, { name: 'canary-key', now });
    const run = fieldRun({ checkId: checkIds['canary-dataset/field_level'] ?? '', at: now() }, { amount: 1 });
    const differences = run.differences?.map((one) => ({
      ...one,
      money: undefined,
      legacy: { value: 'canary-value' },
    }));
    await as(key.actor, now).ingest.submitRun({ ...run, differences });
    runId = run.runId;
    await as(own.lead, now).decision.freeze({ migrationId: own.id });
    callers = [...(await makeCallers(own, everybody.other)), ...(await makeSpentCallers(own))];
  }, 120_000);

  const ask = async (page: string, headers: Record<string, string>) => {
    const path = page.replace('[slug]', own.slug).replace('[runId]', runId).replace('[number]', '1');
    if (path.includes('[')) throw new Error(`What stands for the rest of ${path}?`);
    const first = await fetch(`${server.at}${path}`, { headers, redirect: 'manual' });
    // Next sends the browser's router once to the same page, with a parameter that keeps caches apart.
    const again = first.headers.get('location');
    const isSame = again?.startsWith(`${path}?_rsc`);
    const answer = isSame ? await fetch(`${server.at}${again}`, { headers, redirect: 'manual' }) : first;
    const to = answer.headers.get('location')?.replace(/\?.*/, '') ?? '';
    const text = await answer.text();
    // The browser's router is told where to go in the payload.
    const inside = /"digest":"NEXT_REDIRECT;\w+;([^;?"]+)/.exec(text)?.[1];
    const isGone = text.includes('"digest":"NEXT_HTTP_ERROR_FALLBACK;404"');
    const told = inside ? `307 ${inside}` : isGone ? '404' : `${answer.status} ${to}`.trim();
    return { told, text };
  };
  const seen = (text: string) =>
    permissionNames.filter((name) => words[name] !== undefined && text.includes(words[name]));

  /** A key may do on a page what it may do anywhere; what it is told is nobody's promise. */
  const expectedOf = (page: string, { kind, migrationId }: Caller): RegExp => {
    if (kind === 'nobody' || kind === 'bad key') return /^307 \/sign-in$/;
    if (kind === 'key' || kind === 'share link') return /^(200|307|404|500)/;
    return page.includes('[slug]') && migrationId !== own.id ? /^404$/ : /^200$/;
  };

  /** The verdict and the plan name the migration and its datasets. */
  const isShown = ({ kind, holds }: Caller, permission: Permission) =>
    holds(permission) || (kind === 'share link' && permission === 'migration.read');

  const asked: readonly Record<string, string>[] = [{}, { rsc: '1' }];
  const guarded = pages.filter((page) => !openPages.includes(page));
  it.each(guarded)('%s', { timeout: 120_000 }, async (page) => {
    // As a document, and as what the router in the browser asks for.
    for (const extra of asked) {
      for (const caller of callers) {
        const { told, text } = await ask(page, { ...(await caller.headers()), ...extra });
        expect(told, `${caller.name} ${JSON.stringify(extra)}`).toMatch(expectedOf(page, caller));
        const mayNot = seen(text).filter((permission) => caller.migrationId !== own.id || !isShown(caller, permission));
        expect(mayNot, caller.name).toEqual([]);
      }
    }
  });

  it('show a lead all of it somewhere, so that it is the permission that hides', async () => {
    const lead = callers.find(({ name }) => name === 'lead');
    const texts: string[] = [];
    for (const page of guarded) texts.push((await ask(page, (await lead?.headers()) ?? {})).text);
    expect(seen(texts.join('\n')).toSorted()).toEqual(Object.keys(words).toSorted());
  });
});

describe('the other routes', () => {
  const plain = routes.filter((route) => !route.includes('[') && !providerRoutes.includes(route));
  it.each(plain)('%s says the same to everybody', async (route) => {
    const answers = new Set<string>();
    for (const caller of everybody.callers) {
      const answer = await fetch(`${server.at}${route}`, { headers: await caller.headers() });
      answers.add(`${answer.status} ${await answer.text()}`);
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^200 /);
  });

  it.each(providerRoutes)('%s leads nobody in where no provider is set up', async (route) => {
    for (const caller of everybody.callers) {
      const answer = await fetch(`${server.at}${route}`, { headers: await caller.headers(), redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in/problem']);
      expect(answer.headers.getSetCookie().map((line) => line.split('=')[0])).toEqual(['parallax.problem']);
    }
  });

  it('of the sign-in tell nothing about who is signed in, and change nothing without the token of their own page', async () => {
    const lead = everybody.callers.find(({ name }) => name === 'lead');
    const headers = (await lead?.headers()) ?? {};
    const session = await (await fetch(`${server.at}/api/auth/session`, { headers })).text();
    expect(session).not.toMatch(/@|name|email/);
    const form = { method: 'POST', body: new URLSearchParams({ json: 'true' }), redirect: 'manual' as const };
    await fetch(`${server.at}/api/auth/signout`, { ...form, headers: { ...headers, origin: 'https://evil.example' } });
    expect((await trpcHttp('me.get?input={}', { headers, at: server.at })).status).toBe(200);
  });
});
