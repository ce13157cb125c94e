'use client';

import { keepPreviousData, useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useShortcuts } from '#lib/shortcuts/use-shortcuts.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { keysetPages } from '#lib/trpc/keyset-pages.ts';
import { type DiscrepancyUrl, discrepancyListInput, discrepancyUrl } from '#lib/url/discrepancy-url.ts';
import { writeUrl } from '#lib/url/url-state.ts';
import { useUrlState } from '#lib/url/use-url-state.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { QueryError } from '../ui/query-error.tsx';
import { SkeletonCard } from '../ui/skeleton.tsx';
import { DiscrepancyDetailCard } from './discrepancy-detail.tsx';
import { DiscrepancyFilters } from './discrepancy-filters.tsx';
import { DiscrepancyList } from './discrepancy-list.tsx';
import { TriageBar } from './triage-bar.tsx';
import { usePrefetchNeighbours } from './use-prefetch-neighbours.ts';

/** Inbox, list and detail in one view. Without a choice the first group is shown; on a phone the list comes first. */
export function DiscrepanciesPage() {
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const { id: migrationId, slug } = migration;
  const [url, setUrl] = useUrlState(discrepancyUrl);
  const search = useRef<HTMLInputElement>(null);
  const client = useTRPCClient();
  const input = discrepancyListInput(migrationId, url);
  const { limit: _, ...asked } = input;
  const list = useInfiniteQuery({
    ...keysetPages(trpc.discrepancy.list.infiniteQueryKey(input), (cursor) =>
      client.discrepancy.list.query({ ...input, cursor }),
    ),
    placeholderData: keepPreviousData,
  });
  // Suspense, not plain: the palette may have begun to ask for it before this page is hydrated, and the server has already drawn it.
  const { data: datasets } = useSuspenseQuery(trpc.dataset.list.queryOptions({ migrationId }));

  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const selectedId = url.id ?? items[0]?.id ?? null;
  const at = items.findIndex((item) => item.id === selectedId);
  const selected = items[at];
  usePrefetchNeighbours(migrationId, [items[at - 1]?.id, items[at + 1]?.id]);

  function move(by: number) {
    const next = items[at + by];
    if (!next) return;
    setUrl({ id: next.id });
    document.getElementById(`line-${next.id}`)?.scrollIntoView({ block: 'nearest' });
  }
  useShortcuts({ j: () => move(1), k: () => move(-1), '/': () => search.current?.focus() });

  if (list.isPending) return <SkeletonCard rows={9} />;
  if (list.isError) return <QueryError error={list.error} retry={() => list.refetch()} />;
  const [first] = list.data.pages;
  return (
    <>
      <h1 className="sr-only">Discrepancies</h1>
      <DiscrepancyFilters
        url={url}
        onChange={(change: Partial<DiscrepancyUrl>) => setUrl(change)}
        counts={first?.counts}
        datasets={datasets}
        asked={asked}
        search={search}
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(22rem,1fr)_1.25fr]">
        <div className={cx('min-w-0', url.id !== null && 'max-lg:hidden')}>
          <DiscrepancyList
            url={url}
            items={items}
            suspectedRows={first?.suspectedRows ?? 0}
            currency={migration.currency}
            selectedId={selectedId}
            hrefOf={(id) => `/m/${slug}/discrepancies${writeUrl(discrepancyUrl, { ...url, id })}`}
            onSelect={(id) => setUrl({ id }, { push: true })}
            onClear={() => setUrl({ view: 'open', dataset: null, severity: null, class: null, q: '', id: null })}
            more={
              list.hasNextPage && (
                <Button busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
                  More
                </Button>
              )
            }
          />
        </div>
        {selectedId && (
          <div className={cx('min-w-0 lg:sticky lg:top-16', url.id === null && 'max-lg:hidden')}>
            <Button size="small" look="quiet" className="mb-2 lg:hidden" onClick={() => setUrl({ id: null })}>
              ← All discrepancies
            </Button>
            <DiscrepancyDetailCard
              slug={slug}
              migrationId={migrationId}
              id={selectedId}
              actions={
                selected && (
                  <TriageBar migrationId={migrationId} item={selected} mayTriage={may('discrepancy.triage')} />
                )
              }
            />
          </div>
        )}
      </div>
    </>
  );
}
