'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { DecisionListItem } from '#core/decision/schema.ts';
import { formatDay } from '#lib/format/instant.ts';
import { useMigration } from '../migration/use-migration.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';

const DoneDialog = dynamic(() => import('./done-dialog.tsx').then((file) => file.DoneDialog), { ssr: false });

type Condition = DecisionListItem['conditions'][number];

/** What a go was made conditional on, and what became of it. */
export function ConditionList({ conditions }: { conditions: readonly Condition[] }) {
  const { may } = useMigration();
  const [doing, setDoing] = useState<Condition | null>(null);
  if (conditions.length === 0) return null;
  return (
    <>
      <ul aria-label="Conditions" className="grid gap-1.5 pt-1">
        {conditions.map((condition) => (
          <li key={condition.id} className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
            <Status status={statusOf(condition)} />
            <span className="min-w-0 break-words">{condition.text}</span>
            <span className="text-ink-3">
              {`${condition.owner}, by ${formatDay(condition.dueOn, 'long')}`}
              {condition.done && (
                <>
                  {' · '}
                  {condition.done.by} <When at={condition.done.at} />: {condition.done.evidence}
                </>
              )}
            </span>
            {!condition.done && may('decision.vote') && (
              <Button size="small" className="no-print" onClick={() => setDoing(condition)}>
                Mark done
              </Button>
            )}
          </li>
        ))}
      </ul>
      {doing && <DoneDialog condition={doing} onClose={() => setDoing(null)} />}
    </>
  );
}

function statusOf({ done, overdue }: Condition): StatusWords {
  if (done) return { word: 'done', shape: 'check', tone: 'go' };
  return overdue
    ? { word: 'overdue', shape: 'diamond', tone: 'no' }
    : { word: 'to be done', shape: 'half', tone: 'unk' };
}
