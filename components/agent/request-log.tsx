'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { KeyView } from '#core/key/schema.ts';
import { HOUR_MS } from '#core/time/units.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { keysetPages } from '#lib/trpc/keyset-pages.ts';
import type { AgentsUrl } from '#lib/url/agents-url.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { QueryError } from '../ui/query-error.tsx';
import { SkeletonCard } from '../ui/skeleton.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { RequestFilters } from './request-filters.tsx';
import { RequestRow } from './request-row.tsx';

type Props = {
  slug: string;
  migrationId: string;
  keys: readonly KeyView[];
  url: AgentsUrl;
  onChange: (change: Partial<AgentsUrl>) => void;
};

const backMs = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const;

/** What keys sent, newest first; what was refused says everything that was wrong. Values are never kept. */
export function RequestLog({ slug, migrationId, keys, url, onChange }: Props) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  // Fixed when it is chosen: a beginning that moves along would ask anew with every render.
  const from = useMemo(
    () => (url.since === 'all' ? undefined : new Date(Date.now() - backMs[url.since]).toISOString()),
    [url.since],
  );
  const filter = {
    migrationId,
    keyId: url.key ?? undefined,
    outcome: url.answer ?? undefined,
    call: url.call ?? undefined,
    runId: url.run ?? undefined,
    from,
  };
  const input = { ...filter, limit: 25 };
  const requests = useInfiniteQuery(
    keysetPages(trpc.agent.requests.infiniteQueryKey(input), (cursor) =>
      client.agent.requests.query({ ...input, cursor }),
    ),
  );
  const isFiltered = Boolean(url.key || url.answer || url.call || url.run || from);
  const items = requests.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card
      title="Requests"
      note="newest first, kept for 30 days, never a value"
      action={<CsvLink list="requests" query={filter} />}
    >
      <RequestFilters keys={keys} url={url} onChange={onChange} />
      {requests.isPending ? (
        <SkeletonCard rows={6} className="m-4" />
      ) : requests.isError ? (
        <QueryError error={requests.error} retry={() => requests.refetch()} />
      ) : items.length === 0 ? (
        <StatePanel title={isFiltered ? 'No such request' : 'No request yet'}>
          {isFiltered
            ? 'Widen the filter to see the other calls.'
            : 'Every call with a key of this migration is listed here, with the reasons if it is refused.'}
        </StatePanel>
      ) : (
        <Table
          caption="Requests, newest first"
          className="mt-1"
          head={
            <>
              <Head>Call</Head>
              <Head>Answer</Head>
              <Head className="w-full">What was wrong</Head>
              <Head>Key</Head>
              <Head number>Size</Head>
              <Head number>When</Head>
            </>
          }
        >
          {items.map((request) => (
            <RequestRow key={request.id} slug={slug} request={request} onRun={(run) => onChange({ run })} />
          ))}
        </Table>
      )}
      {requests.hasNextPage && (
        <p className="border-t border-hush p-3 text-center">
          <Button busy={requests.isFetchingNextPage} onClick={() => requests.fetchNextPage()}>
            Older requests
          </Button>
        </p>
      )}
    </Card>
  );
}
