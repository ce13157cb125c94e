import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import type { AppRouter } from '#server/root.ts';

const client = createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: '/api/trpc' })] });

type Listener = {
  onStarted: () => void;
  onTopic: (topic: string) => void;
  /** The stream was interrupted; the browser tries again by itself and says what it missed. */
  onInterrupted: () => void;
  /** It will not come back by itself. */
  onEnded: () => void;
};

/** Follows the changes of one migration, or of all of the reader's. A file of its own: no page needs it to be shown. */
export function connect(migrationId: string | undefined, listener: Listener): () => void {
  const subscription = client.live.changes.subscribe(
    { migrationId },
    {
      onStarted: listener.onStarted,
      onData: ({ data }) => listener.onTopic(data.topic),
      onConnectionStateChange: ({ state, error }) => {
        if (state === 'connecting' && error) listener.onInterrupted();
      },
      onError: listener.onEnded,
      onComplete: listener.onEnded,
    },
  );
  return () => subscription.unsubscribe();
}
