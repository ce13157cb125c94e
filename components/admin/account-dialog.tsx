'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAction } from '#lib/form/use-action.ts';
import { formatCounted } from '#lib/format/count.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { SessionsTable } from '../account/sessions-table.tsx';
import { VouchDialog } from '../member/vouch-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';
import { QueryError } from '../ui/query-error.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import type { Account } from './account.ts';

type Props = { account: Account; onClose: () => void };

/** Where somebody is signed in, and what an administrator can do about it. */
export function AccountDialog({ account, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: userId, name } = account;
  const sessions = useQuery(trpc.user.sessions.queryOptions({ userId }));
  const end = useAction(
    trpc.user.endSessions.mutationOptions({
      onSuccess: ({ ended }) => {
        notify('done', `${name} is signed out of ${formatCounted(ended, 'session')}`);
        return queries.invalidateQueries(trpc.user.pathFilter());
      },
    }),
  );
  const reset = useAction(trpc.user.createResetLink.mutationOptions());
  const [vouching, setVouching] = useState(false);
  const error = end.error ?? reset.error;
  if (vouching)
    return <VouchDialog migrationId={null} userId={userId} name={name} onClose={() => setVouching(false)} />;
  return (
    <Dialog open onOpenChange={onClose} title={name} description={account.email} width="wide">
      {sessions.error ? (
        <QueryError error={sessions.error} retry={() => void sessions.refetch()} />
      ) : !sessions.data ? (
        <Skeleton className="h-24" />
      ) : sessions.data.length === 0 ? (
        <StatePanel title="Nowhere signed in">A sign-in lasts a day at most.</StatePanel>
      ) : (
        <SessionsTable
          sessions={sessions.data}
          busy={end.isPending}
          onEnd={({ id }) => end.mutate({ userId, sessionId: id })}
        />
      )}
      {reset.data && (
        <div className="mt-4 grid gap-2">
          <p className="text-ink-2">Send this link to {account.email}. It works once, for a day.</p>
          <CodeBlock label="Link for a new password" text={reset.data.link} />
        </div>
      )}
      <FormError message={error ? messageOf(error) : undefined} />
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button className="mr-auto" busy={reset.isPending} onClick={() => reset.mutate({ userId })}>
          Make a password link
        </Button>
        <Button onClick={() => setVouching(true)}>Vouch</Button>
        <Button
          look="danger"
          busy={end.isPending}
          disabled={!sessions.data?.length}
          onClick={() => end.mutate({ userId, sessionId: null })}
        >
          Sign out everywhere
        </Button>
      </div>
    </Dialog>
  );
}
