import type { Metadata } from 'next';
import { EvidencePage } from '#components/evidence/evidence-page.tsx';
import { Hydrate } from '../../../_data/hydrate.tsx';
import { load } from '../../../_data/load.ts';
import { trpc } from '../../../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Evidence' };

export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  await load(async (queries) => {
    const { migration } = await queries.fetchQuery(trpc.migration.get.queryOptions({ slug }));
    const { id: migrationId } = migration;
    await Promise.all([
      queries.fetchQuery(trpc.evidence.overview.queryOptions({ migrationId })),
      queries.fetchQuery(trpc.evidence.listLate.queryOptions({ migrationId })),
    ]);
  });
  return (
    <Hydrate>
      <EvidencePage />
    </Hydrate>
  );
}
