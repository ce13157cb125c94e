import type { QueryClient } from '@tanstack/react-query';
import { TRPCError } from '@trpc/server';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getQueryClient } from './server-trpc.ts';

/** Set by proxy.ts: where the reader wanted to go. */
const PATH_HEADER = 'x-parallax-path';

/**
 * Asks before the page is rendered, so that it arrives with its data. Nobody signed in: to the sign-in. Nothing there: the page for
 * that. Anything else is left to the browser, which asks again and shows what went wrong; the answer is then null.
 */
export async function load<T>(ask: (queries: QueryClient) => Promise<T>): Promise<T | null> {
  try {
    return await ask(getQueryClient());
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === 'UNAUTHORIZED') {
      const path = (await headers()).get(PATH_HEADER);
      redirect(path && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in');
    }
    if (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST') notFound();
    return null;
  }
}
