'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { isAsLookedAt } from '#core/approval/as-looked-at.ts';
import type { WaitingItem } from '#core/approval/schema.ts';
import { formatCount } from '#lib/format/count.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { LongList } from '../ui/long-list.tsx';
import { WaitingLine } from './waiting-line.tsx';

const ApproveDialog = dynamic(() => import('./approve-dialog.tsx').then((file) => file.ApproveDialog), { ssr: false });

/** What takes effect only once a second person has approved it: for whom that is to do, and for everybody else why not. */
export function WaitingCard({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const { data: waiting } = useSuspenseQuery(trpc.approval.listWaiting.queryOptions({ slug }));
  // As it stood when the reader asked for it: what waits may change while they read.
  const [looked, setLooked] = useState<{ items: readonly WaitingItem[]; isAll: boolean } | null>(null);
  const mine = waiting.filter(({ kind, refusal }) => kind === 'plan' && refusal === null);
  const now = (item: WaitingItem) => waiting.filter(({ id, refusal }) => id === item.id && refusal === null);
  return (
    <>
      {waiting.length > 0 && (
        <div id="waiting" className="scroll-mt-4">
          <Card
            title="Waiting for a second person"
            note={`${formatCount(waiting.length)}, oldest first`}
            action={
              mine.length > 1 && (
                <Button size="small" onClick={() => setLooked({ items: mine, isAll: true })}>
                  Approve all {formatCount(mine.length)} changes
                </Button>
              )
            }
          >
            <LongList items={waiting}>
              {(item) => (
                <WaitingLine key={item.id} item={item} onApprove={() => setLooked({ items: [item], isAll: false })} />
              )}
            </LongList>
          </Card>
        </div>
      )}
      {looked && (
        <ApproveDialog
          items={looked.items}
          changed={!isAsLookedAt(looked.items, looked.isAll ? mine : looked.items.flatMap(now))}
          onClose={() => setLooked(null)}
        />
      )}
    </>
  );
}
