'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { Card } from '../ui/card.tsx';
import { PasswordForm } from './password-form.tsx';

/** A new password, for whoever has one here. */
export function PasswordCard() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.me.signIn.queryOptions({}));
  const { hasPassword, arePasswordsOn, provider, isLinked } = data;
  return (
    <Card
      title="Password"
      note={hasPassword && isLinked && provider ? `you may also sign in with ${provider}` : undefined}
    >
      <div className="max-w-sm px-4 pt-2 pb-4">
        {!arePasswordsOn ? (
          <p className="text-ink-2">Passwords are switched off here: sign in with {provider}.</p>
        ) : hasPassword ? (
          <PasswordForm />
        ) : (
          <p className="text-ink-2">
            You have none: you sign in with {provider ?? 'the provider'}. An administrator can make a link by which you
            choose one.
          </p>
        )}
      </div>
    </Card>
  );
}
