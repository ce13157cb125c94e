import { ADMIN } from '#scripts/demo/state.ts';
import { expect, signInByCookie, test } from './fixtures.ts';
import { recordCount } from './runs.ts';
import { ADMIN_PASSWORD } from './site.ts';

test('from nothing to the first result: migration, datasets as text, key, and the page turns green', async ({
  page,
  context,
  baseURL,
}) => {
  await signInByCookie(context, { email: ADMIN.email, password: ADMIN_PASSWORD });
  await page.goto('/');
  await page
    .getByRole('button', { name: /New migration|Create a migration/ })
    .first()
    .click();
  const slug = `first-${Date.now().toString(36)}`;
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Shop to warehouse');
  await form.getByLabel('Address').fill(slug);
  await form.getByLabel('Legacy system').fill('Shop 2009');
  await form.getByRole('button', { name: 'Create migration' }).click();
  await expect(form.getByText('must not be empty')).toBeVisible();
  await form.getByLabel('Target system').fill('Warehouse');
  await form.getByRole('button', { name: 'Create migration' }).click();
  await expect(page).toHaveURL(new RegExp(`/m/${slug}/plan`));

  await page.getByRole('button', { name: 'As text' }).click();
  const text = page.getByRole('dialog');
  await text
    .getByLabel('YAML or JSON')
    .fill('datasets:\n  - { name: orders, legacyRef: ORDERS, targetRef: orders, colour: red }');
  await expect(text.getByText(/Unrecognized key: "colour"/)).toBeVisible();
  await text
    .getByLabel('YAML or JSON')
    .fill(
      'datasets:\n  - name: orders\n    legacyRef: ORDERS\n    targetRef: orders\n    checks:\n      - { kind: record_count, schedule: { everyMs: 3600000, graceMs: 60000 } }',
    );
  await text.getByRole('button', { name: 'Declare' }).click();
  await expect(page.getByRole('row', { name: /orders/ })).toBeVisible();

  await page.getByRole('link', { name: /Agents & keys/ }).click();
  await expect(page.getByText('Waiting for the first result …').first()).toBeVisible();
  await page.getByRole('button', { name: 'Create a key' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill('Data centre 2');
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  const key = (await page.getByRole('figure', { name: 'The new API key' }).locator('pre').textContent()) ?? '';

  const headers = { authorization: `Bearer ${key}` };
  const config = await (await fetch(`${baseURL}/api/v1/control/config`, { headers })).json();
  const answer = await fetch(`${baseURL}/api/v1/ingest/runs`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(recordCount(config.checks[0].id, 500)),
  });
  expect(answer.status).toBe(200);
  await expect(page.getByText('Results arrive').first()).toBeVisible();
});
