import type { Metadata } from 'next';
import { Entrance } from '#components/session/entrance.tsx';
import { OidcButton } from '#components/session/oidc-button.tsx';
import { LinkSpent } from '#components/setup/link-spent.tsx';
import { ResetForm } from '#components/setup/reset-form.tsx';
import { SetupForm } from '#components/setup/setup-form.tsx';
import { roleWords } from '#lib/labels/access.ts';
import { load } from '../_data/load.ts';
import { trpc } from '../_data/server-trpc.ts';
import { getSignInOptions } from '../_data/sign-in-options.ts';

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props) {
  const { token } = await searchParams;
  if (typeof token !== 'string' || token === '') return <LinkSpent />;
  const invite = await load((queries) => queries.fetchQuery(trpc.setup.findInvite.queryOptions({ token })));
  if (!invite) return <LinkSpent />;
  const options = await getSignInOptions();
  if (!options.password && options.provider) {
    const lead = `Passwords are switched off here. Sign in with ${options.provider}${invite.email ? ` as ${invite.email}` : ''}. You then get access to what you were invited to.`;
    return (
      <Entrance title="You are invited" lead={lead}>
        <OidcButton provider={options.provider} next="/" primary />
      </Entrance>
    );
  }
  if (invite.purpose === 'reset') {
    return (
      <Entrance title="Choose a new password" lead="You will be signed out everywhere.">
        <ResetForm token={token} email={invite.email ?? ''} />
      </Entrance>
    );
  }
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
