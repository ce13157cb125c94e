import type { Metadata } from 'next';
import { Wallboard } from '#components/wallboard/wallboard.tsx';
import { Hydrate } from '../../../../_data/hydrate.tsx';
import { load } from '../../../../_data/load.ts';
import { trpc } from '../../../../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Wallboard' };

/** Outside of the frame of the other pages: a wallboard has nothing to press. */
export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  await load((queries) => queries.fetchQuery(trpc.verdict.get.queryOptions({ slug })));
  return (
    <Hydrate>
      <Wallboard slug={slug} />
    </Hydrate>
  );
}
