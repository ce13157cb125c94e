'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { Card } from '../ui/card.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { ConfigurationCard } from './configuration-card.tsx';
import { ProviderCard } from './provider-card.tsx';
import { TrialCard } from './trial-card.tsx';

/** How people sign in: as it was configured, what the provider says to it, and a trial that changes nothing. */
export function SignInPage({ trialId }: { trialId: string | null }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.oidc.configuration.queryOptions({}));
  const { oidc, password, redirectUri } = data;
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Sign-in</h1>
      {oidc ? (
        <>
          <TrialCard name={oidc.name} trialId={trialId} />
          <ProviderCard />
          <ConfigurationCard configuration={oidc} password={password} />
        </>
      ) : (
        <Card title="Sign-in">
          <StatePanel title="Passwords only">
            To sign in through an OpenID provider, register this address there, then set <code>OIDC_ISSUER</code>,{' '}
            <code>OIDC_CLIENT_ID</code> and <code>OIDC_CLIENT_SECRET</code> and start Parallax again.
          </StatePanel>
          <div className="mx-auto max-w-lg px-4 pb-6">
            <CodeBlock label="Address to come back to" text={redirectUri} />
          </div>
        </Card>
      )}
    </div>
  );
}
