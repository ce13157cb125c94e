'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { DecisionListItem } from '#core/decision/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';

const SEAL_MS = 400;

const isSealing = ({ decided }: DecisionListItem) => decided !== null && decided.sealedAt === null;

/** All meetings, the newest first. While a decision waits for its seal it is asked again, and everything behind the gate once it is sealed. */
export function useDecisions(slug: string): DecisionListItem[] {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useSuspenseQuery({
    ...trpc.decision.list.queryOptions({ slug }),
    refetchInterval: ({ state }) => (state.data?.some(isSealing) ? SEAL_MS : false),
  });
  const sealed = data.filter(({ decided }) => decided !== null && decided.sealedAt !== null).length;
  const before = useRef(sealed);
  useEffect(() => {
    if (before.current !== sealed) {
      for (const area of ['verdict', 'migration', 'plan', 'portfolio'] as const) {
        void queries.invalidateQueries(trpc[area].pathFilter());
      }
    }
    before.current = sealed;
  }, [sealed, queries, trpc]);
  return data;
}
