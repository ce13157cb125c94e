'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient } from '@trpc/client';
import { type ReactNode, useState } from 'react';
import { TRPCProvider } from '#lib/trpc/client.ts';
import { linksTo } from '#lib/trpc/links.ts';
import { createQueryClient } from '#lib/trpc/query-client.ts';
import type { AppRouter } from '#server/root.ts';
import { ShareOver } from './share-over.tsx';

const ASK_EVERY_MS = 30_000;

/** Asks with the link's token instead of a session, again every half minute; shows nothing any more once the link is over. */
export function ShareFrame({ token, children }: { token: string; children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  const [queryClient] = useState(() => {
    const made = createQueryClient(() => setOver(true));
    made.setDefaultOptions({ queries: { ...made.getDefaultOptions().queries, refetchInterval: ASK_EVERY_MS } });
    return made;
  });
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({ links: linksTo({ authorization: `Bearer ${token}` }) }),
  );
  if (isOver) return <ShareOver />;
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
