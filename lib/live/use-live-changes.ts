'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '../trpc/client.ts';
import { coalesce } from './coalesce.ts';
import { setFollowed } from './followed.ts';
import { type Area, areasOf } from './topics.ts';
import { usePageVisible } from './use-page-visible.ts';

const GAP_MS = 400;
const RETRY_MS = 15_000;

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
  const [state, setState] = useState<LiveState>('connecting');
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is counted up to connect again
  useEffect(() => {
    if (!visible) return;
    let disconnect = () => {};
    let isOver = false;
    const queue = coalesce<Area | 'everything'>(GAP_MS, (areas) => {
      if (areas.has('everything')) void queries.invalidateQueries();
      else for (const area of areas) if (area !== 'everything') void queries.invalidateQueries(trpc[area].pathFilter());
    });
    const lost = () => setState('reconnecting');
    import('./connect.ts')
      .then(({ connect }) => {
        if (isOver) return;
        disconnect = connect(migrationId, {
          onStarted: () => {
            setState('live');
            queue.add('everything');
          },
          onTopic: (topic) => {
            setState('live');
            for (const area of areasOf(topic) ?? (['everything'] as const)) queue.add(area);
          },
          onInterrupted: lost,
          onEnded: lost,
        });
      })
      .catch(lost);
    return () => {
      isOver = true;
      disconnect();
      queue.stop();
    };
  }, [migrationId, visible, queries, trpc, attempt]);

  useEffect(() => {
    if (state !== 'reconnecting' || !visible) return;
    const timer = setInterval(() => {
      void queries.invalidateQueries();
      setAttempt((count) => count + 1);
    }, RETRY_MS);
    return () => clearInterval(timer);
  }, [state, visible, queries]);

  useEffect(() => {
    setFollowed(state === 'live');
    return () => setFollowed(false);
  }, [state]);

  return state;
}
