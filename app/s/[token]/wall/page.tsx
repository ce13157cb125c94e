import { notFound } from 'next/navigation';
import { ShareFrame } from '#components/share/share-frame.tsx';
import { Wallboard } from '#components/wallboard/wallboard.tsx';
import { Hydrate } from '../../../_data/hydrate.tsx';
import { getQueryClient } from '../../../_data/server-trpc.ts';
import { openShare, shareTrpc } from '../../../_data/share-data.ts';

export const dynamic = 'force-dynamic';

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { pages } = await openShare(token);
  if (!pages.includes('go_no_go')) notFound();
  await getQueryClient().fetchQuery(shareTrpc(token).verdict.get.queryOptions({}));
  return (
    <ShareFrame token={token}>
      <Hydrate>
        <Wallboard />
      </Hydrate>
    </ShareFrame>
  );
}
