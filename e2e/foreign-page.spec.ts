import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { dumpDatabase } from '#server/testing/dump.ts';
import { expect, test } from './fixtures.ts';

/** A page of somebody else, on another port. Under `localhost` it is same-site: a lax cookie goes with everything it sends. */
async function openForeignSite(): Promise<{ port: number; close: () => void }> {
  const server: Server = createServer((_, res) =>
    res.setHeader('content-type', 'text/html').end('<title>Elsewhere</title>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  return { port, close: () => server.close() };
}

type Attack = { target: string; body: string };

/** Everything that a page can send to another origin; answers what came of it. */
async function attack(page: Page, { target, body }: Attack): Promise<string[]> {
  return await page.evaluate(
    async ([url, text]) => {
      const told: string[] = [];
      const credentials = 'include' as const;
      const types = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'];
      const tries: [string, RequestInit][] = [
        ['json', { headers: { 'content-type': 'application/json' } }],
        ['header', { headers: { 'content-type': 'application/json', 'x-forwarded-host': location.host } }],
        ['untyped', { body: new Blob([text]) }],
        ...types.map((type): [string, RequestInit] => [type, { headers: { 'content-type': type } }]),
      ];
      for (const mode of ['cors', 'no-cors'] as const) {
        for (const [name, more] of tries) {
          const sent = fetch(url, { method: 'POST', body: text, credentials, mode, ...more });
          told.push(
            `${mode} ${name}: ${await sent.then(
              (answer) => answer.type,
              () => 'blocked',
            )}`,
          );
        }
      }
      navigator.sendBeacon(url, text);
      navigator.sendBeacon(url, new Blob([text], { type: 'text/plain' }));
      const image = new Image();
      image.src = `${url}?input=${encodeURIComponent(text)}`;
      await new Promise((resolve) => {
        image.onload = image.onerror = resolve;
      });
      for (const enctype of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) {
        const frame = document.createElement('iframe');
        frame.name = `f${Math.random()}`;
        const form = document.createElement('form');
        Object.assign(form, { action: url, method: 'POST', enctype, target: frame.name });
        // As text/plain this body is JSON: {"…":"…=x"}
        const field = document.createElement('input');
        field.name = text;
        form.append(field);
        document.body.append(frame, form);
        form.submit();
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      return told;
    },
    [target, body] as const,
  );
}

test('a page from elsewhere changes nothing with the cookie of who looks at it', async ({ as, migration, baseURL }) => {
  test.setTimeout(120_000);
  const site = await openForeignSite();
  const { port } = new URL(baseURL ?? '');
  try {
    const page = await as('lead');
    await page.goto(`/m/${migration.slug}`);
    await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
    const name = `elsewhere-${randomBytes(4).toString('hex')}`;
    const own = `http://localhost:${port}`;
    const posts: Attack[] = [
      { target: `${own}/api/trpc/session.endAll`, body: '{}' },
      {
        target: `${own}/api/trpc/key.create`,
        body: JSON.stringify({ migrationId: migration.id, name, scopes: ['read'] }),
      },
      {
        target: `${own}/api/v1/plan/datasets`,
        body: JSON.stringify({
          migrationId: migration.id,
          datasets: [{ name, legacyRef: 'a', targetRef: 'b' }],
        }),
      },
      { target: `${own}/api/auth/signout`, body: 'json=true' },
    ];
    for (const host of ['localhost', '127.0.0.1']) {
      const foreign = await page.context().newPage();
      await foreign.goto(`http://${host}:${site.port}/`);
      for (const post of posts) {
        const told = await attack(foreign, post);
        // Nobody elsewhere reads an answer, and what needs to be asked for is never sent.
        expect(
          told.filter((line) => line.startsWith('cors') && !line.endsWith('blocked')),
          post.target,
        ).toEqual([]);
      }
      await foreign.close();
    }
    const dump = await dumpDatabase();
    expect(dump).not.toContain(name);
    await page.reload();
    await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
    // The same call from our own page does what it says, so that it was the origin that was refused.
    const status = await page.evaluate(async (body) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/trpc/key.create', { method: 'POST', headers, body })).status;
    }, posts[1]?.body ?? '');
    expect(status).toBe(200);
    expect(await dumpDatabase()).toContain(name);
  } finally {
    site.close();
  }
});
