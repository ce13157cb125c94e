import type { Metadata } from 'next';
import { RunPage } from '#components/run/run-page.tsx';
import { Hydrate } from '../../../../../_data/hydrate.tsx';
import { load } from '../../../../../_data/load.ts';
import { trpc } from '../../../../../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Run' };

export default async function Page({ params }: { params: Promise<{ slug: string; runId: string }> }) {
  const { slug, runId } = await params;
  await load(async (queries) => {
    const { migration } = await queries.fetchQuery(trpc.migration.get.queryOptions({ slug }));
    const migrationId = migration.id;
    const { previousRunId } = await queries.fetchQuery(trpc.run.get.queryOptions({ migrationId, runId }));
    if (previousRunId) await queries.prefetchQuery(trpc.run.get.queryOptions({ migrationId, runId: previousRunId }));
  });
  return (
    <Hydrate>
      <RunPage runId={runId} />
    </Hydrate>
  );
}
