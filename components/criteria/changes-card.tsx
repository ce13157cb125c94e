'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { useMigration } from '../migration/use-migration.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { notify } from '../ui/notify.ts';
import { Status } from '../ui/status.tsx';
import { AspectList } from './back-test-view.tsx';
import { directionWords } from './words.ts';

/** How the criteria, and what is asked of datasets, came to be what they are; what loosens is approved here by a second person. */
export function ChangesCard({ migrationId }: { migrationId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { may } = useMigration();
  const { data: changes } = useSuspenseQuery(trpc.criterion.listChanges.queryOptions({ migrationId }));
  const approve = useMutation(
    trpc.criterion.approveChange.mutationOptions({
      onSuccess: () => queries.invalidateQueries(),
      onError: (error) => notify('failed', messageOf(error)),
    }),
  );
  return (
    <div id="changes" className="scroll-mt-4">
      <Card title="Changes" note={changes.length > 0 ? `${changes.length}, newest first` : undefined}>
        {changes.length === 0 ? (
          <p className="px-4 pt-1 pb-4 text-ink-2">The criteria are as they were when the migration was made.</p>
        ) : (
          <ul className="mt-1.5">
            {changes.map((change) => (
              <li key={change.id} className="grid gap-1 border-t border-hush px-4 py-2.5">
                <p className="flex flex-wrap items-baseline gap-x-2.5">
                  <strong className="font-[550]">
                    {change.subject === 'dataset' && <span className="font-normal text-ink-3">dataset </span>}
                    {change.name}
                  </strong>
                  <Status status={directionWords[change.direction]} />
                  <span className="text-ink-3">
                    {change.by} · <When at={change.at} /> · plan v{change.planVersion}
                  </span>
                </p>
                <AspectList aspects={change.aspects} />
                {change.reason && <p className="text-ink-2">“{change.reason}”</p>}
                {change.approval === 'approved' && change.approvedAt && (
                  <p className="text-ink-3">
                    approved by {change.approvedBy} <When at={change.approvedAt} />
                    {change.independence && <span className="block">{change.independence}</span>}
                  </p>
                )}
                {change.approval === 'before_start' && (
                  <p className="text-ink-3">before the first evidence: needs no approval</p>
                )}
                {change.approval === 'taken_back' && <p className="text-ink-3">taken back since</p>}
                {change.approval === 'open' && (
                  <p className="flex flex-wrap items-center gap-2 text-cond">
                    waits for a second person
                    {may('approve') && !change.mine && (
                      <Button
                        size="small"
                        busy={approve.isPending}
                        onClick={() => approve.mutate({ migrationId, changeId: change.id })}
                      >
                        Approve
                      </Button>
                    )}
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
