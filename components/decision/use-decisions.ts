'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { DecisionListItem } from '#core/decision/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';

const SEAL_MS = 400;

const isSealing = ({ decided }: DecisionListItem) => decided !== null && decided.sealedAt === null;

/** All meetings, the newest first. While a decision waits for its seal it is asked again, and the gate once it has it. */
export function useDecisions(slug: string): DecisionListItem[] {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useSuspenseQuery({
    ...trpc.decision.list.queryOptions({ slug }),
    refetchInterval: ({ state }) => (state.data?.some(isSealing) ? SEAL_MS : false),
  });
  const sealing = data.some(isSealing);
  const before = useRef(sealing);
  useEffect(() => {
    if (before.current && !sealing) {
      for (const area of ['verdict', 'migration', 'plan', 'portfolio'] as const) {
        void queries.invalidateQueries(trpc[area].pathFilter());
      }
    }
    before.current = sealing;
  }, [sealing, queries, trpc]);
  return data;
}
