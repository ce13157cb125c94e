import type { Page } from '@playwright/test';

/** With E2E_SHOTS=FOLDER: the page in light, in dark and on a phone, for people to look at. */
export async function takePictures(page: Page, name: string): Promise<void> {
  const folder = process.env.E2E_SHOTS;
  if (!folder) return;
  const take = async (look: string) => {
    // What is drawn after the page: charts, what glides in.
    await page.waitForTimeout(400);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: `${folder}/${name}-${look}.png`, fullPage: true });
  };
  const size = page.viewportSize();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await take(colorScheme);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 390, height: 844 });
  await take('390');
  if (size) await page.setViewportSize(size);
}
