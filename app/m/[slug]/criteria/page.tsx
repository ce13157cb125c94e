import type { Metadata } from 'next';
import { CriteriaPage } from '#components/criteria/criteria-page.tsx';
import { Hydrate } from '../../../_data/hydrate.tsx';
import { load } from '../../../_data/load.ts';
import { trpc } from '../../../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Criteria' };

export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  await load(async (queries) => {
    const { migration } = await queries.fetchQuery(trpc.migration.get.queryOptions({ slug }));
    const migrationId = migration.id;
    await Promise.all([
      queries.fetchQuery(trpc.criterion.overview.queryOptions({ migrationId })),
      queries.fetchQuery(trpc.criterion.listChanges.queryOptions({ migrationId })),
      queries.fetchQuery(trpc.waiver.list.queryOptions({ migrationId })),
    ]);
  });
  return (
    <Hydrate>
      <CriteriaPage />
    </Hydrate>
  );
}
