'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '#lib/trpc/client.ts';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { QueryError } from '../ui/query-error.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { NewShareForm } from './new-share-form.tsx';
import { ShareList } from './share-list.tsx';

/** Looks are not announced to open pages: whoever has a link could keep them all busy. */
const ASK_EVERY_MS = 5_000;

type Props = { migrationId: string; onClose: () => void };

/** Makes links and takes them back. */
export function ShareDialog({ migrationId, onClose }: Props) {
  const trpc = useTRPC();
  const links = useQuery({ ...trpc.share.list.queryOptions({ migrationId }), refetchInterval: ASK_EVERY_MS });
  const [made, setMade] = useState<{ url: string; hasWallboard: boolean } | null>(null);
  return (
    <Dialog
      open
      once={made !== null}
      onOpenChange={onClose}
      width="wide"
      title="Share"
      description="A link shows pages of this migration to whoever has it, without a sign-in. It can change nothing and shows no row values."
    >
      {made ? (
        <div className="grid grid-cols-1 gap-3">
          <p>Shown once. Copy it now.</p>
          <CodeBlock label="The new link" text={made.url} />
          {made.hasWallboard && (
            <>
              <p className="text-ink-2">The same on a wallboard:</p>
              <CodeBlock label="The link for a wallboard" text={`${made.url}/wall`} />
            </>
          )}
          <div className="flex justify-end">
            <Button look="primary" onClick={() => setMade(null)}>
              I have copied it
            </Button>
          </div>
        </div>
      ) : (
        <NewShareForm migrationId={migrationId} onMade={setMade} />
      )}
      <h3 className="mt-6 mb-1 text-sm font-semibold">Links so far</h3>
      {links.data ? (
        <ShareList migrationId={migrationId} links={links.data} />
      ) : links.error ? (
        <QueryError error={links.error} retry={() => links.refetch()} />
      ) : (
        <Skeleton className="h-16" />
      )}
    </Dialog>
  );
}
