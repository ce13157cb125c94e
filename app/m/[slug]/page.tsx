import { GoNoGoPage } from '#components/go-no-go/go-no-go.tsx';
import { Hydrate } from '../../_data/hydrate.tsx';
import { load } from '../../_data/load.ts';
import { trpc } from '../../_data/server-trpc.ts';

export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  await load((queries) =>
    Promise.all([
      queries.fetchQuery(trpc.verdict.get.queryOptions({ slug })),
      queries.fetchQuery(trpc.member.approvers.queryOptions({ slug })),
      queries.fetchQuery(trpc.decision.list.queryOptions({ slug })),
      queries.fetchQuery(trpc.approval.listWaiting.queryOptions({ slug })),
    ]),
  );
  return (
    <Hydrate>
      <GoNoGoPage slug={slug} />
    </Hydrate>
  );
}
