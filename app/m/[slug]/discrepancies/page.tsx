import type { Metadata } from 'next';
import { DiscrepanciesPage } from '#components/discrepancy/discrepancies-page.tsx';
import { keysetPages } from '#lib/trpc/keyset-pages.ts';
import { discrepancyListInput, discrepancyUrl } from '#lib/url/discrepancy-url.ts';
import { readUrl } from '#lib/url/url-state.ts';
import { Hydrate } from '../../../_data/hydrate.tsx';
import { load } from '../../../_data/load.ts';
import { getCaller, trpc } from '../../../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Discrepancies' };

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { slug } = await params;
  const url = readUrl(discrepancyUrl, await searchParams);
  await load(async (queries) => {
    const { migration } = await queries.fetchQuery(trpc.migration.get.queryOptions({ slug }));
    const migrationId = migration.id;
    const input = discrepancyListInput(migrationId, url);
    const ask = async (cursor?: string) => (await getCaller()).discrepancy.list({ ...input, cursor });
    const [list] = await Promise.all([
      queries.fetchInfiniteQuery(keysetPages(trpc.discrepancy.list.infiniteQueryKey(input), ask)),
      queries.prefetchQuery(trpc.dataset.list.queryOptions({ migrationId })),
    ]);
    const id = url.id ?? list.pages[0]?.items[0]?.id;
    // A group that is gone must not take the list with it: the detail shows that in its own place.
    if (id) await queries.prefetchQuery(trpc.discrepancy.get.queryOptions({ migrationId, id }));
  });
  return (
    <Hydrate>
      <DiscrepanciesPage />
    </Hydrate>
  );
}
