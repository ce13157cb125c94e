import { httpBatchLink, httpLink, splitLink, type TRPCLink } from '@trpc/client';
import type { AppRouter } from '#server/root.ts';

const url = '/api/trpc';

/**
 * How calls travel. A batch is answered when all of it is: what is simulated goes on its own, so that a verdict never waits for it. A
 * whole plan is asked about in the body: it does not fit into an address.
 */
export function linksTo(headers: Record<string, string> = {}): TRPCLink<AppRouter>[] {
  const alone = httpLink({ url, headers });
  const inBody = httpLink({ url, headers, methodOverride: 'POST' });
  const batched = httpBatchLink({ url, headers, maxURLLength: 4_000 });
  return [
    splitLink({
      condition: ({ path }) => path.startsWith('forecast.'),
      true: alone,
      false: splitLink({ condition: ({ path }) => path === 'plan.preview', true: inBody, false: batched }),
    }),
  ];
}
