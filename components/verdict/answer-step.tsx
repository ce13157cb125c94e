'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { isAsLookedAt } from '#core/approval/as-looked-at.ts';
import type { WaitingItem } from '#core/approval/schema.ts';
import { Button } from '../ui/button.tsx';
import { AnswerLine } from './answer-line.tsx';

const AnswerDialog = dynamic(() => import('./answer-dialog.tsx').then((file) => file.AnswerDialog), { ssr: false });

/** Where something that a key made stands by itself: whether somebody has answered for it, and a button for whoever can. */
export function AnswerStep({ item }: { item: WaitingItem }) {
  // As it stood when the reader asked for it: it may change while they read.
  const [looked, setLooked] = useState<WaitingItem | null>(null);
  return (
    <>
      <span className="text-ink-3">
        <AnswerLine item={item} />
      </span>
      {item.answer?.mayGive && (
        <span>
          <Button size="small" onClick={() => setLooked(item)}>
            Answer for it<span className="sr-only"> {item.title}</span>
          </Button>
        </span>
      )}
      {looked && (
        <AnswerDialog
          items={[looked]}
          changed={!item.answer?.mayGive || !isAsLookedAt([looked], [item])}
          onClose={() => setLooked(null)}
        />
      )}
    </>
  );
}
