'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';

const ASK_EVERY_MS = 5_000;
/** An answer older than this is not shown as if it were true. */
export const CURRENT_FOR_MS = 15_000;
const TICK_MS = 1_000;

export type Current =
  | { state: 'current'; data: GoNoGo }
  /** `last` is what was true once. `forMs`: how long nothing was heard, by a clock that does not jump. */
  | { state: 'lost'; last: GoNoGo; forMs: number };

/**
 * The verdict, asked every five seconds, whether or not anything changed: a wallboard that shows an old "go" is worse than a dark one. One
 * failed answer is enough to say so, and so is one that is missing, or that was computed no later than the one before.
 */
export function useCurrentVerdict(slug: string | undefined): Current | null {
  const trpc = useTRPC();
  const { data, isError, failureCount } = useQuery({
    ...trpc.verdict.get.queryOptions(slug === undefined ? {} : { slug }),
    refetchInterval: ASK_EVERY_MS,
    refetchIntervalInBackground: true,
    refetchOnMount: 'always',
    staleTime: 0,
    retry: false,
    // Without a network it asks all the same, and fails.
    networkMode: 'always',
  });
  const computedAt = data?.computedAt;
  const [heard, setHeard] = useState<number | null>(null);
  const [nowMs, setNowMs] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: heard is when an answer came that was computed anew
  useEffect(() => setHeard(performance.now()), [computedAt]);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (!data) return null;
  const forMs = heard === null ? 0 : Math.max(0, nowMs - heard);
  const isLost = isError || failureCount > 0 || forMs > CURRENT_FOR_MS;
  return isLost ? { state: 'lost', last: data, forMs } : { state: 'current', data };
}
