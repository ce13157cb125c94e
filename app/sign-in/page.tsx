import type { Metadata } from 'next';
import { Entrance } from '#components/session/entrance.tsx';
import { SignInForm } from '#components/session/sign-in-form.tsx';
import { nextPath } from '#lib/session/next-path.ts';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <Entrance title="Sign in" lead="Nothing counts as passed unless fresh evidence says so.">
      <SignInForm next={nextPath(next)} />
      <p className="mt-6 text-sm text-ink-3">
        No account? They are made by invitation: ask the lead of your migration for a link.
      </p>
    </Entrance>
  );
}
