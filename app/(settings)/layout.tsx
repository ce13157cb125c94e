import type { ReactNode } from 'react';
import { Shell } from '#components/shell/shell.tsx';
import { Hydrate } from '../_data/hydrate.tsx';
import { load } from '../_data/load.ts';
import { trpc } from '../_data/server-trpc.ts';

/** What belongs to a person or to the instance, and to no migration. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  await load((queries) => queries.fetchQuery(trpc.me.get.queryOptions({})));
  return (
    <Hydrate>
      <Shell heading={<b className="font-semibold text-ink">Settings</b>}>{children}</Shell>
    </Hydrate>
  );
}
