'use client';

import { skipToken, useQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { QueryError } from '../ui/query-error.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { TrialOutcomeView } from './trial-outcome.tsx';

type Props = { name: string; trialId: string | null };

/** The whole way to the provider and back, without anybody being signed in. */
export function TrialCard({ name, trialId }: Props) {
  const trpc = useTRPC();
  const trial = useQuery(trpc.oidc.trial.queryOptions(trialId === null ? skipToken : { id: trialId }));
  return (
    <Card
      title="Try it"
      note="nobody is signed in, nothing is changed"
      action={
        <a href="/api/sign-in/oidc?trial=1" className={buttonClass({ look: 'primary' })}>
          Try it with {name}
        </a>
      }
    >
      {trialId === null ? (
        <StatePanel title="See what a sign-in would do">
          You go to {name}, sign in there as anybody, and see here which claims came back and which roles they would
          give.
        </StatePanel>
      ) : trial.error ? (
        <QueryError error={trial.error} retry={() => void trial.refetch()} />
      ) : trial.data ? (
        <TrialOutcomeView outcome={trial.data} name={name} />
      ) : (
        <StatePanel title="This trial is not yours, or is gone">
          What a trial showed can be seen by the session that made it, for a day. Try again.
        </StatePanel>
      )}
    </Card>
  );
}
