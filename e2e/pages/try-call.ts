import type { Page } from '@playwright/test';

/** A call from the page itself, as a button of it would make; its HTTP status. What is not offered has to be refused all the same. */
export async function tryCall(page: Page, call: string, input: object): Promise<number> {
  return await page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`/api/trpc/${path}`, { method: 'POST', headers, body })).status;
    },
    [call, JSON.stringify(input)] as const,
  );
}
