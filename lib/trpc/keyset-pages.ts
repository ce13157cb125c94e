import { type InfiniteData, infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';

/**
 * A list that is read page by page, by the cursor of the page before. tRPC's own options add a `direction` to the input, which a list
 * that only goes forward does not know and rightly refuses.
 */
export function keysetPages<Page extends { nextCursor: string | null }>(
  queryKey: QueryKey,
  ask: (cursor: string | undefined) => Promise<Page>,
) {
  return infiniteQueryOptions<Page, Error, InfiniteData<Page>, QueryKey, string | null>({
    queryKey,
    queryFn: ({ pageParam }) => ask(pageParam ?? undefined),
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
