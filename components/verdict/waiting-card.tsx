'use client';

import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { useWaitingOptions } from './use-waiting-options.ts';
import { WaitingLine } from './waiting-line.tsx';

/** What takes effect only once a second person has approved it: for whom that is to do, and for everybody else why not. */
export function WaitingCard({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const { data: waiting } = useSuspenseQuery(trpc.approval.listWaiting.queryOptions({ slug }));
  const { migration } = useMigration();
  const approve = useMutation(
    trpc.approval.approvePlanChanges.mutationOptions(useWaitingOptions('All of it is approved')),
  );
  const ids = waiting.filter(({ kind, refusal }) => kind === 'plan' && refusal === null).map(({ id }) => id);
  if (waiting.length === 0) return null;
  return (
    <div id="waiting" className="scroll-mt-4">
      <Card
        title="Waiting for a second person"
        note={`${waiting.length}, oldest first`}
        action={
          ids.length > 1 && (
            <Button
              size="small"
              busy={approve.isPending}
              onClick={() => approve.mutate({ migrationId: migration.id, ids })}
            >
              Approve all {ids.length} changes
            </Button>
          )
        }
      >
        <ul className="mt-1.5">
          {waiting.map((item) => (
            <WaitingLine key={item.id} item={item} />
          ))}
        </ul>
      </Card>
    </div>
  );
}
