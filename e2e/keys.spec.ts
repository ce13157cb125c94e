import { v7 as newRunId } from 'uuid';
import { canonicalJson, sha256 } from '#server/canonical.ts';
import { expect, test } from './fixtures.ts';
import { recordCount } from './runs.ts';

test('a key is rotated: both work until the old one is revoked, which holds at once', async ({
  as,
  migration,
  baseURL,
}) => {
  const page = await as('lead');
  await page.goto(`/m/${migration.slug}/agents`);
  const beat = async (key: string) =>
    (
      await fetch(`${baseURL}/api/v1/ingest/heartbeat`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          protocol: 1,
          agent: { name: 'site 2', version: '1' },
          clock: new Date().toISOString(),
          backlog: 0,
        }),
      })
    ).status;
  expect(await beat(migration.key)).toBe(200);
  const oldPrefix = migration.key.split('_').slice(0, 2).join('_');
  const keys = page.getByRole('table', { name: 'API keys' });
  const old = keys
    .getByRole('row')
    .filter({ has: page.getByText(`by`) })
    .filter({ hasText: 'replaced by' });

  await page.getByRole('button', { name: 'Rotate Journey' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('The old key works').selectOption('for 1 more hour');
  await dialog.getByRole('button', { name: 'Rotate key' }).click();
  const secret = (await dialog.getByRole('figure', { name: 'The new API key' }).locator('pre').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  await expect(old).toContainText(oldPrefix);
  await expect(old).toContainText('ends in 59 min');
  await expect(old).toContainText('the new key is not used yet');
  await expect(keys.getByRole('row').filter({ hasText: 'in place of' })).toContainText(secret.slice(0, 16));

  await migration.push(recordCount(migration.check('record_count'), 100));
  expect(await beat(secret)).toBe(200);
  await expect(old).toContainText('the old key is still used');
  const agents = page.getByRole('table', { name: 'Agents' });
  await expect(agents.getByRole('row', { name: /site 2/ })).toHaveCount(1);

  await page.getByRole('button', { name: `Revoke Journey, ${oldPrefix}` }).click();
  await dialog.getByRole('button', { name: 'Revoke key' }).click();
  await expect(old).toContainText('revoked');
  expect(await beat(migration.key)).toBe(401);
  const answer = await migration.call('ingest/runs', recordCount(migration.check('record_count'), 100));
  expect(answer.status).toBe(401);
  expect(await beat(secret)).toBe(200);
});

test('an engineer rotates no key that gives more than their role has', async ({ as, migration }) => {
  const page = await as('engineer');
  await page.goto(`/m/${migration.slug}/agents`);
  await page.getByRole('button', { name: 'Rotate Journey' }).click();
  const dialog = page.getByRole('dialog', { name: /is not yours to rotate/ });
  await expect(dialog).toContainText('declare datasets and checks');
});

test('a key is made for some datasets only, and its expiry is warned of', async ({ as, migration, site }) => {
  await site.admin.key.create.mutate({
    migrationId: migration.id,
    name: 'Ends soon',
    scopes: ['ingest'],
    expiresAt: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  });
  const page = await as('lead');
  await page.goto(`/m/${migration.slug}/agents`);
  await expect(page.getByRole('note').filter({ hasText: 'A key expires within a week' })).toContainText('“Ends soon”');
  await page.getByRole('button', { name: 'Create a key' }).last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Narrow');
  await dialog.getByRole('button', { name: 'Only some' }).click();
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog.getByText('choose at least one')).toBeVisible();
  await dialog.getByLabel('payouts').check();
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  const row = page.getByRole('table', { name: 'API keys' }).getByRole('row', { name: /Narrow/ });
  await expect(row).toContainText('only payouts');
});

test('why a call was refused is found from the agent, with what its pusher needs to send it again', async ({
  as,
  migration,
}) => {
  const clock = new Date(Date.now() - 300_000).toISOString();
  const agent = { name: 'site 2', version: '1' };
  await migration.call('ingest/heartbeat', { protocol: 1, agent, clock, backlog: 4 });
  await migration.push(recordCount(migration.check('record_count'), 100));
  const wrong = { ...recordCount(migration.check('record_count'), 100), runId: newRunId(), durationMs: -1, note: 'x' };
  const page = await as('engineer');
  await page.goto(`/m/${migration.slug}/agents`);
  const row = page.getByRole('table', { name: 'Agents' }).getByRole('row', { name: /site 2/ });
  await expect(row).toContainText('behind');
  await expect(row).toContainText('times are judged by the server’s');
  await expect(row).toContainText('4');
  await expect(row).toContainText('payouts · record count');
  expect((await migration.call('ingest/runs', wrong)).status).toBe(400);
  await row.getByRole('button', { name: 'Why?' }).click();
  await expect(page).toHaveURL(/answer=refused/);
  const requests = page.getByRole('table', { name: 'Requests, newest first' });
  await expect(requests.getByRole('row')).toHaveCount(2);
  await requests.getByText(/and 1 more/).click();
  await expect(requests).toContainText('/durationMs');
  await expect(requests).toContainText('/note is not a known field');
  await expect(requests).toContainText(sha256(canonicalJson(wrong)));
  await requests.getByRole('button', { name: 'Its calls' }).click();
  await expect(page).toHaveURL(new RegExp(`run=${wrong.runId}`));
  await page.getByRole('button', { name: 'Taken' }).click();
  await expect(page.getByText('No such request')).toBeVisible();
});
