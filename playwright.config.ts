import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from './scripts/find-browser.ts';
import { findFreePort } from './server/postgres/free-port.ts';

// The workers load this file again: they inherit what the first one chose.
process.env.E2E_PORT ??= String(await findFreePort());
process.env.CHROME_PATH ??= findBrowser((line) => console.log(line));

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/stack.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A journey that only sometimes works is broken.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://localhost:${process.env.E2E_PORT}`,
    launchOptions: { executablePath: process.env.CHROME_PATH, args: BROWSER_FLAGS },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  },
});
