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

const AnswerDialog = dynamic(() => import('./answer-dialog.tsx').then((file) => file.AnswerDialog), { ssr: false });

type Looked = { step: 'approve' | 'answer'; items: readonly WaitingItem[]; isAll: boolean };

const mayDo = {
  approve: ({ refusal }: WaitingItem) => refusal === null,
  answer: ({ answer }: WaitingItem) => answer?.mayGive === true,
} as const satisfies Record<Looked['step'], (item: WaitingItem) => boolean>;

/** What takes effect only once a second person has approved it: for whom that is to do, and for everybody else why not. */
export function WaitingCard({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const { data: waiting } = useSuspenseQuery(trpc.approval.listWaiting.queryOptions({ slug }));
  // As it stood when the reader asked for it: what waits may change while they read.
  const [looked, setLooked] = useState<Looked | null>(null);
  const all = {
    approve: waiting.filter((item) => item.kind === 'plan' && mayDo.approve(item)),
    answer: waiting.filter(mayDo.answer),
  };
  const now = ({ step, items, isAll }: Looked) =>
    isAll ? all[step] : waiting.filter((item) => mayDo[step](item) && items.some(({ id }) => id === item.id));
  const AskDialog = looked?.step === 'answer' ? AnswerDialog : ApproveDialog;
  return (
    <>
      {waiting.length > 0 && (
        <div id="waiting" className="scroll-mt-4">
          <Card
            title="Waiting for a second person"
            note={`${formatCount(waiting.length)}, oldest first`}
            action={
              <span className="flex flex-wrap gap-1.5">
                {all.answer.length > 1 && (
                  <Button size="small" onClick={() => setLooked({ step: 'answer', items: all.answer, isAll: true })}>
                    Answer for all {formatCount(all.answer.length)} that a key made
                  </Button>
                )}
                {all.approve.length > 1 && (
                  <Button size="small" onClick={() => setLooked({ step: 'approve', items: all.approve, isAll: true })}>
                    Approve all {formatCount(all.approve.length)} changes
                  </Button>
                )}
              </span>
            }
          >
            <LongList items={waiting}>
              {(item) => (
                <WaitingLine
                  key={item.id}
                  item={item}
                  onApprove={() => setLooked({ step: 'approve', items: [item], isAll: false })}
                  onAnswer={() => setLooked({ step: 'answer', items: [item], isAll: false })}
                />
              )}
            </LongList>
          </Card>
        </div>
      )}
      {looked && (
        <AskDialog
          items={looked.items}
          changed={!isAsLookedAt(looked.items, now(looked))}
          onClose={() => setLooked(null)}
        />
      )}
    </>
  );
}
