import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { installDebianPackage } from './install-debian-package.ts';
import { Refusal } from './stack/refusal.ts';

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];
const ON_A_MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** What Chromium is started with. Root cannot use its sandbox; the rest keeps it from talking to anybody but us. */
export const BROWSER_FLAGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * A Chrome or Chromium for the browser journeys: CHROME_PATH, one that is there, else Debian's package, else Playwright's
 * own download. Throws a `Refusal` with a sentence if none of these works.
 */
export function findBrowser(onProgress: (line: string) => void = () => {}): string {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (works(given)) return given;
    throw new Refusal(`CHROME_PATH is ${given}, which does not start as a browser.`);
  }
  return findInstalled() ?? installFromDebian(onProgress) ?? download(onProgress) ?? throwNoBrowser();
}

function findInstalled(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...ON_A_MAC, chromium.executablePath()].find((path) => existsSync(path) && works(path));
}

/** Some distributions ship a placeholder under this name: only an answer counts. */
function works(path: string): boolean {
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return answer.status === 0 && /Chrom/i.test(answer.stdout);
}

function installFromDebian(onProgress: (line: string) => void): string | undefined {
  return installDebianPackage('chromium', onProgress) ? findInstalled() : undefined;
}

function download(onProgress: (line: string) => void): string | undefined {
  onProgress("Downloading Playwright's Chromium (once) …");
  const cli = join('node_modules', '@playwright', 'test', 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 600_000 });
  return findInstalled();
}

function throwNoBrowser(): never {
  throw new Refusal(
    'No browser was found for the browser journeys, and none could be installed. Install Chrome or Chromium, ' +
      'or set CHROME_PATH to one.',
  );
}
