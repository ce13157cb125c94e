import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Entrance } from '#components/session/entrance.tsx';
import { SignInForm } from '#components/session/sign-in-form.tsx';
import { nextPath } from '#lib/session/next-path.ts';
import { getQueryClient, trpc } from '../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props) {
  const next = nextPath((await searchParams).next);
  if (await isSignedIn()) redirect(next);
  return (
    <Entrance title="Sign in" lead="Nothing counts as passed unless fresh evidence says so.">
      <SignInForm next={next} />
      <p className="mt-6 text-sm text-ink-3">
        No account? They are made by invitation: ask the lead of your migration for a link.
      </p>
    </Entrance>
  );
}

async function isSignedIn(): Promise<boolean> {
  const me = await getQueryClient()
    .fetchQuery(trpc.me.get.queryOptions({}))
    .catch(() => null);
  return me !== null;
}
