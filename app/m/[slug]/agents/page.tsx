import type { Metadata } from 'next';
import { AgentsPage } from '#components/agent/agents-page.tsx';
import { Hydrate } from '../../../_data/hydrate.tsx';
import { load } from '../../../_data/load.ts';
import { trpc } from '../../../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Agents & keys' };

export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  await load(async (queries) => {
    const { migration, permissions } = await queries.fetchQuery(trpc.migration.get.queryOptions({ slug }));
    if (!permissions.includes('keys.read')) return;
    const migrationId = migration.id;
    await Promise.all([
      queries.fetchQuery(trpc.agent.overview.queryOptions({ migrationId })),
      queries.fetchQuery(trpc.key.list.queryOptions({ migrationId })),
    ]);
  });
  return (
    <Hydrate>
      <AgentsPage />
    </Hydrate>
  );
}
