import type { Metadata } from 'next';
import { AccountPage } from '#components/account/account-page.tsx';
import { Hydrate } from '../../_data/hydrate.tsx';
import { load } from '../../_data/load.ts';
import { trpc } from '../../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Account' };

export default async function Page() {
  await load(async (queries) => {
    await Promise.all([
      queries.fetchQuery(trpc.session.list.queryOptions({})),
      queries.fetchQuery(trpc.me.signIn.queryOptions({})),
    ]);
  });
  return (
    <Hydrate>
      <AccountPage />
    </Hydrate>
  );
}
