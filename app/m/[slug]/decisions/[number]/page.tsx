import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DecisionPage } from '#components/decision/decision-page.tsx';
import { Hydrate } from '../../../../_data/hydrate.tsx';
import { load } from '../../../../_data/load.ts';
import { trpc } from '../../../../_data/server-trpc.ts';

type Props = { params: Promise<{ slug: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `G-${(await params).number}` };
}

export default async function Page({ params }: Props) {
  const { slug, number } = await params;
  if (!/^[1-9]\d{0,8}$/.test(number)) notFound();
  await load((queries) => queries.fetchQuery(trpc.decision.get.queryOptions({ slug, number: Number(number) })));
  return (
    <Hydrate>
      <DecisionPage />
    </Hydrate>
  );
}
