import type { Metadata } from 'next';
import { AccountsPage } from '#components/admin/accounts-page.tsx';
import { Hydrate } from '../../../_data/hydrate.tsx';
import { load } from '../../../_data/load.ts';
import { trpc } from '../../../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Accounts' };

export default async function Page() {
  await load((queries) => queries.fetchQuery(trpc.user.list.queryOptions({})));
  return (
    <Hydrate>
      <AccountsPage />
    </Hydrate>
  );
}
