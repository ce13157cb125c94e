import type { Metadata } from 'next';
import { Portfolio } from '#components/portfolio/portfolio.tsx';
import { Hydrate } from '../_data/hydrate.tsx';
import { load } from '../_data/load.ts';
import { trpc } from '../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Portfolio' };

export default async function Page() {
  await load((queries) => queries.fetchQuery(trpc.portfolio.get.queryOptions({})));
  return (
    <Hydrate>
      <Portfolio />
    </Hydrate>
  );
}
