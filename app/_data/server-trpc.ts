import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { headers } from 'next/headers';
import { cache } from 'react';
import { createQueryClient } from '#lib/trpc/query-client.ts';
import { createRequestContext } from '#server/http/request-context.ts';
import { type AppRouter, appRouter } from '#server/root.ts';
import { createCallerFactory } from '#server/trpc.ts';

/** One cache and one actor for each request, however many layouts and pages ask. */
export const getQueryClient = cache(() => createQueryClient());
const getContext = cache(async () => await createRequestContext(await headers()));

/** For what is no plain query: pages of a list, which the cache keeps together. */
export const getCaller = cache(async () => createCallerFactory(appRouter)(await getContext()));

/** The same procedures as in the browser, called without a detour over HTTP. */
export const trpc = createTRPCOptionsProxy<AppRouter>({
  ctx: getContext,
  router: appRouter,
  queryClient: getQueryClient,
});
