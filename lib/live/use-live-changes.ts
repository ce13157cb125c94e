'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTRPC } from '../trpc/client.ts';
import { coalesce } from './coalesce.ts';
import { type Area, areasOf } from './topics.ts';
import { usePageVisible } from './use-page-visible.ts';

const GAP_MS = 700;
const FALLBACK_MS = 15_000;

export type LiveState = 'connecting' | 'live' | 'reconnecting';

/**
 * Listens to what changes and asks again for what is on the screen. A hidden tab lets go of its connection (a browser has six per
 * server); when it is shown again, or after any break, everything shown is asked once, because something may have been missed.
 * While there is no connection the page asks every few seconds instead.
 */
export function useLiveChanges(migrationId: string | undefined): LiveState {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const visible = usePageVisible();
  const [wasLive, setWasLive] = useState(false);

  const queue = useMemo(
    () =>
      coalesce<Area | 'everything'>(GAP_MS, (areas) => {
        if (areas.has('everything')) return void queries.invalidateQueries();
        for (const area of areas) if (area !== 'everything') void queries.invalidateQueries(trpc[area].pathFilter());
      }),
    [queries, trpc],
  );
  useEffect(() => () => queue.stop(), [queue]);

  const { status } = useSubscription(
    trpc.live.changes.subscriptionOptions(
      { migrationId },
      {
        enabled: visible,
        onStarted: () => {
          setWasLive(true);
          queue.add('everything');
        },
        onData: ({ data }) => {
          for (const area of areasOf(data.topic) ?? (['everything'] as const)) queue.add(area);
        },
      },
    ),
  );

  const live = status === 'pending';
  useEffect(() => {
    if (live || !visible) return;
    const timer = setInterval(() => queue.add('everything'), FALLBACK_MS);
    return () => clearInterval(timer);
  }, [live, visible, queue]);

  if (live) return 'live';
  return wasLive || status === 'error' ? 'reconnecting' : 'connecting';
}
