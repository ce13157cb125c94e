import type { ReactNode } from 'react';
import { Shell } from '#components/shell/shell.tsx';
import { Hydrate } from '../_data/hydrate.tsx';
import { load } from '../_data/load.ts';
import { trpc } from '../_data/server-trpc.ts';

export default async function PortfolioLayout({ children }: { children: ReactNode }) {
  await load((queries) => queries.fetchQuery(trpc.me.get.queryOptions({})));
  return (
    <Hydrate>
      <Shell heading={<b className="font-semibold text-ink">Portfolio</b>}>{children}</Shell>
    </Hydrate>
  );
}
