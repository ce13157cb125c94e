'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { timeBoxState } from '#core/plan/time-box.ts';
import { dayOf } from '#core/time/day.ts';
import { formatCounted } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';
import { formatMoney } from '#lib/format/money.ts';
import { useNow } from '../time/now.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Status } from '../ui/status.tsx';
import { lateWords } from './labels.ts';
import { usePlan } from './use-plan.ts';

const PartDialog = dynamic(() => import('./part-dialog.tsx').then((file) => file.PartDialog), { ssr: false });

/** What a plan says once: the day that was promised, the time box of the parallel run, the budget. */
export function FrameCard() {
  const { plan, migration, mayEdit } = usePlan();
  const [isOpen, setIsOpen] = useState(false);
  const { committedOn, budget } = plan.document.settings;
  return (
    <Card
      title="Frame"
      action={
        mayEdit && (
          <Button size="small" aria-label="Change the frame" onClick={() => setIsOpen(true)}>
            Change
          </Button>
        )
      }
    >
      <dl className="flex flex-wrap gap-x-10 gap-y-3 px-4 pt-1 pb-4">
        <Fact term="Exit promised for">{committedOn === null ? 'no day' : formatDay(committedOn, 'long')}</Fact>
        <Fact term="Parallel run ends at the latest">
          <TimeBox />
        </Fact>
        <Fact term="Budget">{budget === null ? 'none is set' : formatMoney(budget, migration.currency)}</Fact>
      </dl>
      {isOpen && <PartDialog part="settings" name="settings" onClose={() => setIsOpen(false)} />}
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-3">{term}</dt>
      <dd className="font-[550]">{children}</dd>
    </div>
  );
}

/** Dual running is a step, not an architecture: its end is an alarm. */
function TimeBox() {
  const { plan, migration } = usePlan();
  const nowMs = useNow();
  const { timeBox } = plan.document.settings;
  if (timeBox === null) return 'no time box';
  const { state, days } = timeBoxState(timeBox, dayOf(nowMs, migration.timeZone));
  return (
    <span className="flex flex-wrap gap-x-3">
      {formatDay(timeBox.endsOn, 'long')}
      {state === 'ahead' ? (
        <span className="font-normal text-ink-2">in {formatCounted(days, 'day')}</span>
      ) : (
        <Status
          status={
            state === 'near'
              ? { ...lateWords.near, word: `${formatCounted(days, 'day')} left` }
              : { ...lateWords.over, word: days === 0 ? 'ends today' : `over by ${formatCounted(days, 'day')}` }
          }
        />
      )}
    </span>
  );
}
