import { isServer, QueryCache, QueryClient } from '@tanstack/react-query';
import { errorCodeOf } from './error-code.ts';

/** What a retry cannot change: the answer would be the same. */
const FINAL = new Set(['BAD_REQUEST', 'UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE_CONTENT']);

/**
 * Data is kept fresh by the live subscription, not by refetching on every mount: what the server rendered stays, what changed is
 * invalidated. A minute is the longest anything may go unasked.
 */
export function createQueryClient(onSessionEnd?: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (errorCodeOf(error) === 'UNAUTHORIZED') onSessionEnd?.();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        // On the server a person is waiting for the page, and the procedure was called in this very process.
        retry: (failures, error) => !isServer && failures < 2 && !FINAL.has(errorCodeOf(error) ?? ''),
      },
    },
  });
}
