'use client';

import type { WaitingItem } from '#core/approval/schema.ts';
import { When } from '../time/when.tsx';
import { Shape } from '../ui/shape.tsx';
import { WaitingSides } from './waiting-sides.tsx';
import { WaitingSteps } from './waiting-steps.tsx';

type Props = { item: WaitingItem; onApprove: () => void; onAnswer: () => void };

/** One thing that waits: what it would change, whose it is, and what the reader can do about it. */
export function WaitingLine({ item, onApprove, onAnswer }: Props) {
  const { title, by, at, reason } = item;
  return (
    <li className="grid grid-cols-[1.375rem_minmax(0,1fr)] gap-x-2.5 gap-y-1 border-t border-hush px-4 py-2.5 lg:grid-cols-[1.375rem_minmax(0,1fr)_minmax(0,1fr)_minmax(14rem,18rem)]">
      <span className="pt-[3px] text-cond">
        <Shape name="triangle" />
        <span className="sr-only">waits:</span>
      </span>
      <div className="min-w-0">
        <p className="font-[550] break-words">{title}</p>
        <p className="text-ink-3">
          {by} · <When at={at} />
        </p>
        {reason && <p className="break-words text-ink-2">“{reason}”</p>}
      </div>
      <div className="min-w-0 text-ink-2 max-lg:col-start-2">
        <WaitingSides item={item} />
      </div>
      <WaitingSteps item={item} onApprove={onApprove} onAnswer={onAnswer} />
    </li>
  );
}
