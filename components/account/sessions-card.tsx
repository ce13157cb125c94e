'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useAction } from '#lib/form/use-action.ts';
import { formatCounted } from '#lib/format/count.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';
import { SessionsTable } from './sessions-table.tsx';

/** One's own sessions. The one that asks always stands in the list, so it is never empty. */
export function SessionsCard() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: sessions } = useSuspenseQuery(trpc.session.list.queryOptions({}));
  const refresh = () => queries.invalidateQueries(trpc.session.pathFilter());
  const end = useAction(
    trpc.session.end.mutationOptions({
      onSuccess: (_, { sessionId }) => {
        if (sessions.some(({ id, isThis }) => isThis && id === sessionId)) {
          window.location.assign('/sign-in');
          return;
        }
        notify('done', 'Signed out there');
        return refresh();
      },
    }),
  );
  const endOthers = useAction(
    trpc.session.endOthers.mutationOptions({
      onSuccess: ({ ended }) => {
        notify('done', `Signed out of ${formatCounted(ended, 'other session')}`);
        return refresh();
      },
    }),
  );
  const error = end.error ?? endOthers.error;
  const busy = end.isPending || endOthers.isPending;
  return (
    <Card
      title="Where you are signed in"
      note="a sign-in lasts a day"
      action={
        <Button look="danger" busy={busy} disabled={sessions.length < 2} onClick={() => endOthers.mutate({})}>
          Sign out all others
        </Button>
      }
    >
      <SessionsTable sessions={sessions} busy={busy} onEnd={({ id }) => end.mutate({ sessionId: id })} />
      {error && (
        <div className="px-4 pb-4">
          <FormError message={messageOf(error)} />
        </div>
      )}
    </Card>
  );
}
