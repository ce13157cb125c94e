import { ShareFrame } from '#components/share/share-frame.tsx';
import { SharedPage } from '#components/share/shared-page.tsx';
import { Hydrate } from '../../_data/hydrate.tsx';
import { getQueryClient } from '../../_data/server-trpc.ts';
import { openShare, shareTrpc } from '../../_data/share-data.ts';

export const dynamic = 'force-dynamic';

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { token } = await params;
  const { page: wanted } = await searchParams;
  const { pages } = await openShare(token);
  const page = pages.find((one) => one === wanted) ?? pages[0] ?? 'go_no_go';
  const trpc = shareTrpc(token);
  const queries = getQueryClient();
  if (page === 'plan') await queries.fetchQuery(trpc.plan.outline.queryOptions({}));
  else await queries.fetchQuery(trpc.verdict.get.queryOptions({}));
  return (
    <ShareFrame token={token}>
      <Hydrate>
        <SharedPage page={page} pages={pages} token={token} />
      </Hydrate>
    </ShareFrame>
  );
}
