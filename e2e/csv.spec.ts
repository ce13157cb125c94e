import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { fillPlan } from './plan-content.ts';
import { fieldLevel, recordCount } from './runs.ts';

/** Follows every CSV link of the page; how many rows each list has, by its name. */
async function download(page: Page): Promise<Map<string, number>> {
  const links = page.getByRole('link', { name: /^CSV of / });
  await expect(links.first()).toBeVisible();
  const lists = new Map<string, number>();
  for (const link of await links.all()) {
    const href = (await link.getAttribute('href')) ?? '';
    const answer = await page.request.get(href);
    expect([href, answer.status(), answer.headers()['content-type']]).toEqual([
      href,
      200,
      expect.stringContaining('text/csv'),
    ]);
    const name = new URL(href, page.url()).pathname.split('/').at(-1) ?? '';
    // Beside the rows there are the names of the columns, and the end of the last line.
    lists.set(name, (await answer.text()).split('\r\n').length - 2);
  }
  return lists;
}

test('beside each list is its CSV, with the filters that hold', async ({ as, migration, site }) => {
  test.setTimeout(120_000);
  await migration.push(recordCount(migration.check('record_count'), 20_000, 19_990));
  await migration.push(
    fieldLevel(migration.check('field_level'), 20_000, [{ key: '1', legacy: '12.34', target: '12.35' }]),
  );
  await fillPlan(site, migration);
  const page = await as('lead');
  const base = `/m/${migration.slug}`;
  const at = async (path: string) => {
    await page.goto(`${base}${path}`);
    await expect(page.locator('.skeleton')).toHaveCount(0);
    return await download(page);
  };
  const names = async (path: string) => [...(await at(path)).keys()].toSorted();
  expect(await names('')).toEqual(['blockers', 'criteria', 'streak-days']);
  expect(await names('/people')).toEqual(['members']);
  expect(await names('/agents')).toEqual(['requests']);
  const views = {
    timeline: ['plan-phases'],
    responsibilities: ['plan-responsibilities', 'plan-teams'],
    datasets: ['datasets'],
    checks: ['checks'],
    tests: ['plan-inventory', 'plan-scenarios'],
    waves: ['plan-cohorts'],
    work: ['plan-attestations', 'plan-communications', 'plan-decommission', 'plan-deferrals', 'plan-workstreams'],
    calendar: ['plan-calendar'],
    ramp: ['plan-ramp'],
    costs: ['plan-costs'],
    rules: ['plan-rules', 'plan-triggers'],
  };
  for (const [view, lists] of Object.entries(views))
    expect([view, await names(`/plan?view=${view}`)]).toEqual([view, lists]);

  const rows = async (path: string, list: string) => (await at(path)).get(list) ?? -1;
  expect(await rows('/evidence?view=checks', 'checks')).toBe(3);
  const nowhere = '019a0000-0000-7000-8000-000000000000';
  expect(await rows(`/evidence?view=checks&dataset=${migration.datasetId}`, 'checks')).toBe(3);
  expect(await rows('/evidence?view=runs', 'runs')).toBe(2);
  expect(await rows(`/evidence?view=runs&check=${migration.check('record_count')}`, 'runs')).toBe(1);
  expect(await rows(`/evidence?view=runs&dataset=${nowhere}`, 'runs')).toBe(0);
  const all = await rows('/discrepancies', 'discrepancies');
  expect(all).toBeGreaterThan(0);
  expect(await rows('/discrepancies?q=nothing+like+this', 'discrepancies')).toBe(0);
  expect(await rows('/discrepancies?view=archived', 'discrepancies')).toBe(0);
  const calls = await rows('/agents', 'requests');
  expect(calls).toBeGreaterThan(0);
  expect(await rows('/agents?answer=refused', 'requests')).toBeLessThan(calls);
});
