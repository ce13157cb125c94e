import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { fieldLevel, recordCount } from './runs.ts';

test('pages print on A4, black on white, with the hash of the plan and without what is pressed', async ({
  as,
  migration,
}) => {
  test.setTimeout(120_000);
  await migration.push(recordCount(migration.check('record_count'), 20_000, 19_990));
  await migration.push(fieldLevel(migration.check('field_level'), 20_000));
  const page = await as('lead');
  // Somebody who works in the dark prints on white all the same.
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const path of ['', '/plan']) {
    await page.goto(`/m/${migration.slug}${path}`);
    await expect(page.locator('main').getByRole('heading').first()).toBeAttached();
    await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
    await expect(page.locator('main button:visible')).toHaveCount(0);
    const colours = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body);
      return { backgroundColor, color };
    });
    expect(colours).toEqual({ backgroundColor: 'rgb(255, 255, 255)', color: 'rgb(0, 0, 0)' });
    const file = test.info().outputPath(`print${path.replace('/', '-')}.pdf`);
    await page.pdf({ path: file, preferCSSPageSize: true });
    const pdf = (await readFile(file)).toString('latin1');
    // A4 in points, as the style sheet says.
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
  }
  await page.goto(`/m/${migration.slug}`);
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText(/plan v\d+ with SHA-256 [0-9a-f]{64}/);
  await page.emulateMedia({ media: 'screen' });
  await expect(verdict.getByText(/SHA-256/)).toBeHidden();
});
