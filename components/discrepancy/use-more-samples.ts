'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DifferenceView, DiscrepancyDetail } from '#core/discrepancy/schema.ts';
import { useAction } from '#lib/form/use-action.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { notify } from '../ui/notify.ts';

/** The samples shown and a way to further ones. Begins anew when the group or its newest run changes (by `key`). */
export function useMoreSamples(migrationId: string, detail: DiscrepancyDetail) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [more, setMore] = useState<{ items: DifferenceView[]; next: string | null } | null>(null);
  const next = more ? more.next : detail.nextSampleCursor;
  const load = useAction({
    mutationFn: (sampleCursor: string) =>
      queries.fetchQuery(trpc.discrepancy.get.queryOptions({ migrationId, id: detail.id, sampleCursor })),
    onSuccess: (page) =>
      setMore({ items: [...(more?.items ?? []), ...(page.samples ?? [])], next: page.nextSampleCursor }),
    onError: (error) => notify('failed', messageOf(error)),
  });
  return {
    samples: [...(detail.samples ?? []), ...(more?.items ?? [])],
    loadMore: next === null ? null : () => load.mutate(next),
    isLoading: load.isPending,
  };
}
