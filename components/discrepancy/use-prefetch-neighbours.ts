'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC } from '#lib/trpc/client.ts';

/** Loads what J and K would show next, so that moving through the list never waits. */
export function usePrefetchNeighbours(migrationId: string, ids: readonly (string | undefined)[]): void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = ids.filter((id) => id !== undefined).join(' ');
  useEffect(() => {
    for (const id of key.split(' ')) {
      if (id) void queries.prefetchQuery(trpc.discrepancy.get.queryOptions({ migrationId, id }));
    }
  }, [key, migrationId, queries, trpc]);
}
