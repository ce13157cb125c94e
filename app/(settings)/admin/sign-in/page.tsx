import type { Metadata } from 'next';
import { SignInPage } from '#components/admin/sign-in-page.tsx';
import { Hydrate } from '../../../_data/hydrate.tsx';
import { load } from '../../../_data/load.ts';
import { trpc } from '../../../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Sign-in' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The provider is asked by the browser afterwards: one that does not answer must not keep the page away. */
export default async function Page({ searchParams }: Props) {
  const { trial } = await searchParams;
  const trialId = typeof trial === 'string' ? trial : null;
  await load(async (queries) => {
    await queries.fetchQuery(trpc.oidc.configuration.queryOptions({}));
    if (trialId) await queries.fetchQuery(trpc.oidc.trial.queryOptions({ id: trialId }));
  });
  return (
    <Hydrate>
      <SignInPage trialId={trialId} />
    </Hydrate>
  );
}
