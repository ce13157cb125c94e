'use client';

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient } from '@trpc/client';
import { type ReactNode, useState } from 'react';
import type { AppRouter } from '#server/root.ts';
import { TRPCProvider } from './client.ts';
import { linksTo } from './links.ts';
import { createQueryClient } from './query-client.ts';

let browserQueryClient: QueryClient | undefined;

/** One cache for the life of a tab; on the server a new one for each request, or one reader would see another's data. */
function getQueryClient(): QueryClient {
  if (typeof window === 'undefined') return createQueryClient();
  browserQueryClient ??= createQueryClient(toSignIn);
  return browserQueryClient;
}

/** A session that has ended while the page was open: sign in again, then come back here. */
function toSignIn() {
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}

export function DataProvider({ children }: { children: ReactNode }) {
  const queryClient = getQueryClient();
  const [client] = useState(() => createTRPCClient<AppRouter>({ links: linksTo() }));
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
