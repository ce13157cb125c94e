// node scripts/screenshots.ts [ADDRESS]: the pictures of the README, taken from a running demo in a real browser.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { MIGRATION } from './demo/set-up.ts';
import { LEAD, loadState } from './demo/state.ts';
import { BROWSER_FLAGS, findBrowser } from './find-browser.ts';

const OUT = 'docs/images';
const SIZE = { width: 1280, height: 900 };

const address = process.argv[2] ?? 'http://localhost:3000';
const dataDir = resolve(process.env.PARALLAX_DATA_DIR?.trim() || '.parallax', 'demo');
const { password } = loadState(join(dataDir, 'demo.json'));

const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_FLAGS });
try {
  mkdirSync(OUT, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: SIZE, colorScheme, reducedMotion: 'reduce' });
    await signIn(page);
    await page.goto(`${address}/m/${MIGRATION.slug}`, { waitUntil: 'load' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    // Fonts and the pieces that load after the page.
    await page.waitForTimeout(1_500);
    const path = join(OUT, `go-no-go-${colorScheme}.png`);
    await page.screenshot({ path });
    console.log(path);
    await page.close();
  }
} finally {
  await browser.close();
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await page.getByLabel('E-mail').fill(LEAD.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}
