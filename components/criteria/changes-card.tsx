'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { LongList } from '../ui/long-list.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Status } from '../ui/status.tsx';
import { AspectList } from './back-test-view.tsx';
import { directionWords } from './labels.ts';

/** How the criteria, and what is asked of datasets, came to be what they are, and who approved what. */
export function ChangesCard({ migrationId }: { migrationId: string }) {
  const trpc = useTRPC();
  const { migration } = useMigration();
  const { data: changes } = useSuspenseQuery(trpc.criterion.listChanges.queryOptions({ migrationId }));
  return (
    <div id="changes" className="scroll-mt-4">
      <Card title="Changes" note={changes.length > 0 ? `${changes.length}, newest first` : undefined}>
        {changes.length === 0 ? (
          <p className="px-4 pt-1 pb-4 text-ink-2">The criteria are as they were when the migration was made.</p>
        ) : (
          <LongList items={changes}>
            {(change) => (
              <li key={change.id} className="grid gap-1 border-t border-hush px-4 py-2.5">
                <p className="flex flex-wrap items-baseline gap-x-2.5">
                  <strong className="font-[550]">{change.name}</strong>
                  <Status status={directionWords[change.direction]} />
                  <span className="text-ink-3">
                    {change.by} · <When at={change.at} /> · plan v{change.planVersion}
                  </span>
                </p>
                <AspectList aspects={change.aspects} />
                {change.reason && <p className="text-ink-2">“{change.reason}”</p>}
                {change.state === 'approved' && change.approvedAt && (
                  <p className="text-ink-3">
                    approved by {change.approvedBy} <When at={change.approvedAt} />
                    {change.independence && <span className="block">{change.independence}</span>}
                  </p>
                )}
                {change.state === 'free' && <p className="text-ink-3">before the first evidence: needs no approval</p>}
                {change.state === 'settled' && <p className="text-ink-3">taken back since</p>}
                {change.state === 'waits' && (
                  <PageLink href={`/m/${migration.slug}#waiting`} className="w-fit text-cond underline">
                    waits for a second person
                  </PageLink>
                )}
              </li>
            )}
          </LongList>
        )}
      </Card>
    </div>
  );
}
