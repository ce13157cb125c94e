import type { Metadata } from 'next';
import { PlanPage } from '#components/plan/plan-page.tsx';
import { Hydrate } from '../../../_data/hydrate.tsx';
import { load } from '../../../_data/load.ts';
import { trpc } from '../../../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Plan' };

export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  await load(async (queries) => {
    const { migration } = await queries.fetchQuery(trpc.migration.get.queryOptions({ slug }));
    const migrationId = migration.id;
    await Promise.all([
      queries.fetchQuery(trpc.dataset.list.queryOptions({ migrationId })),
      queries.fetchQuery(trpc.plan.get.queryOptions({ slug })),
      queries.fetchQuery(trpc.check.list.queryOptions({ migrationId })),
    ]);
  });
  return (
    <Hydrate>
      <PlanPage />
    </Hydrate>
  );
}
