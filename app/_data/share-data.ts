import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { SharePage } from '#core/permissions.ts';
import { createRequestContext } from '#server/http/request-context.ts';
import { type AppRouter, appRouter } from '#server/root.ts';
import { getQueryClient } from './server-trpc.ts';

/** The context of whoever has this link, as if the token had come with the call. Their own session, if any, plays no part. */
const getShareContext = cache(async (token: string) => {
  const given = await headers();
  const forwarded = given.get('x-forwarded-for');
  return await createRequestContext(
    new Headers({
      authorization: `Bearer ${token}`,
      ...(forwarded === null ? {} : { 'x-forwarded-for': forwarded }),
    }),
  );
});

/** What a link shows, or the one page that says that it shows nothing. Whatever else is wrong is thrown. */
export async function openShare(token: string): Promise<{ pages: readonly SharePage[] }> {
  if (!/^pls_[\w-]{43}$/.test(token)) notFound();
  const { actor, failure } = await getShareContext(token);
  if (failure && failure.code !== 'UNAUTHENTICATED') throw failure;
  if (actor.type !== 'share') notFound();
  return { pages: actor.pages };
}

export function shareTrpc(token: string) {
  return createTRPCOptionsProxy<AppRouter>({
    ctx: () => getShareContext(token),
    router: appRouter,
    queryClient: getQueryClient,
  });
}
