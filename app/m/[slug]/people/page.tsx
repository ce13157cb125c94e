import type { Metadata } from 'next';
import { PeoplePage } from '#components/member/people-page.tsx';
import { Hydrate } from '../../../_data/hydrate.tsx';
import { load } from '../../../_data/load.ts';
import { trpc } from '../../../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'People' };

export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  await load(async (queries) => {
    const { migration } = await queries.fetchQuery(trpc.migration.get.queryOptions({ slug }));
    await Promise.all([
      queries.fetchQuery(trpc.member.list.queryOptions({ migrationId: migration.id })),
      queries.fetchQuery(trpc.member.approvers.queryOptions({ slug })),
    ]);
  });
  return (
    <Hydrate>
      <PeoplePage />
    </Hydrate>
  );
}
