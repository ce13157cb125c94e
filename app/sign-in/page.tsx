import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Entrance } from '#components/session/entrance.tsx';
import { SignInOptions } from '#components/session/sign-in-options.tsx';
import { nextPath } from '#lib/session/next-path.ts';
import { isSignedIn } from '../_data/is-signed-in.ts';
import { getSignInOptions } from '../_data/sign-in-options.ts';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props) {
  const next = nextPath((await searchParams).next);
  if (await isSignedIn()) redirect(next);
  const options = await getSignInOptions();
  return (
    <Entrance title="Sign in" lead="Nothing counts as passed without fresh evidence.">
      <SignInOptions {...options} next={next} />
      <p className="mt-6 text-sm text-ink-3">
        {options.provider
          ? `No account? The groups you have at ${options.provider} may open one; else ask the lead of your migration for a link.`
          : 'No account? Accounts are made by invitation: ask the lead of your migration for a link.'}
      </p>
    </Entrance>
  );
}
