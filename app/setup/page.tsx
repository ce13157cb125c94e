import type { Metadata } from 'next';
import { Entrance } from '#components/session/entrance.tsx';
import { LinkSpent } from '#components/setup/link-spent.tsx';
import { SetupForm } from '#components/setup/setup-form.tsx';
import { roleWords } from '#lib/words/access.ts';
import { load } from '../_data/load.ts';
import { trpc } from '../_data/server-trpc.ts';

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props) {
  const { token } = await searchParams;
  if (typeof token !== 'string' || token === '') return <LinkSpent />;
  const invite = await load((queries) => queries.fetchQuery(trpc.setup.findInvite.queryOptions({ token })));
  if (!invite) return <LinkSpent />;
  return (
    <Entrance
      title={invite.purpose === 'setup' ? 'Set up Parallax' : 'You are invited'}
      lead={
        invite.purpose === 'setup'
          ? 'The first account becomes the administrator.'
          : `To ${invite.migrationName ?? 'a migration'}${invite.role ? `, as ${roleWords[invite.role].name.toLowerCase()}` : ''}.`
      }
    >
      <SetupForm token={token} email={invite.email} />
    </Entrance>
  );
}
