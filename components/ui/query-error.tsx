'use client';

import { errorCodeOf, messageOf, requestIdOf } from '#lib/trpc/error-code.ts';
import { Button } from './button.tsx';
import { NoPermission, StatePanel } from './state-panel.tsx';

type Props = { error: unknown; retry: () => void };

/** A failed question: why, what to do, and the id under which the server logged it. */
export function QueryError({ error, retry }: Props) {
  const code = errorCodeOf(error);
  const requestId = requestIdOf(error);
  return (
    <div className="rounded-card border bg-card">
      {code === 'FORBIDDEN' ? (
        <NoPermission what="this" who="Another role" />
      ) : (
        <StatePanel
          shape="triangle"
          title={code === 'NOT_FOUND' ? 'There is nothing here' : 'This could not be loaded'}
          action={<Button onClick={retry}>Try again</Button>}
        >
          {code === 'NOT_FOUND'
            ? 'It may have been removed, or it belongs to a migration you are not part of.'
            : messageOf(error)}
          {requestId && <span className="block text-xs text-ink-3">request {requestId}</span>}
        </StatePanel>
      )}
    </div>
  );
}
