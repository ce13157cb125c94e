'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { marksOf } from '#core/mark/marks-of.ts';
import type { PlanItem } from '#core/part/plan-parts.ts';
import { openFreeze } from '#core/plan/freeze.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { BlackoutCard } from '../blackout/blackout-card.tsx';
import { windowText } from '../blackout/window-text.ts';
import { useNow } from '../time/now.tsx';
import { AnswerStep } from '../verdict/answer-step.tsx';
import { approvalWords, calendarKindWords } from './labels.ts';
import { MarkCell } from './mark-cell.tsx';
import { PartCard } from './part-card.tsx';
import { usePlan } from './use-plan.ts';

/** Days that are not like others: freezes, maintenance, month-ends, holidays, in the migration's time zone. */
export function CalendarView() {
  const { plan, migration } = usePlan();
  const nowMs = useNow();
  const { calendar } = plan.document;
  const frozen = openFreeze(
    calendar.map((entry) => ({ entry })),
    new Date(nowMs),
  );
  return (
    <>
      <PartCard
        part="calendar"
        title="Calendar"
        note={frozen ? `frozen now: ${frozen.name}` : `times in ${migration.timeZone}`}
        items={calendar.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))}
        about={({ reason }) => reason}
        columns={[
          { head: 'Kind', cell: ({ kind }) => calendarKindWords[kind] },
          {
            head: 'When',
            cell: (entry) => (
              <span className={Date.parse(entry.to) < nowMs ? 'text-ink-3' : undefined}>
                {windowText({ ...entry, kind: 'once' }, migration.timeZone)}
              </span>
            ),
          },
          { head: 'What it does', cell: (entry) => <Effect entry={entry} /> },
        ]}
        empty="Nothing is entered: no freeze, no maintenance, no month-end, no holiday."
      />
      <BlackoutCard />
    </>
  );
}

const effects = {
  freeze: 'no phase is left, no schema changes',
  month_end: 'must have been compared',
  holiday: 'for people to plan around',
} as const satisfies Record<Exclude<PlanItem<'calendar'>['kind'], 'maintenance'>, string>;

function Effect({ entry }: { entry: PlanItem<'calendar'> }) {
  return entry.kind === 'maintenance' ? <Approval entry={entry} /> : effects[entry.kind];
}

/** Maintenance leaves streaks alone only if someone other than who entered it has approved it, as it stands, before it began. */
function Approval({ entry }: { entry: PlanItem<'calendar'> }) {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.me.get.queryOptions({}));
  const { plan } = usePlan();
  const mark = marksOf('calendar', plan.marks)(entry.name);
  const entered = plan.entered.find(({ part, name }) => part === 'calendar' && name === entry.name);
  const isOwn = entered?.byId === me.user.id;
  const approved = mark?.status === 'approved';
  const isOutdated = approved && entered !== undefined && Date.parse(mark.at) < Date.parse(entered.at);
  const isLate = approved && Date.parse(mark.at) > Date.parse(entry.from);
  const holds = approved && !isOutdated;
  const waiting = holds ? null : (entered?.waiting ?? null);
  const isUnanswered = waiting?.answer?.given === null;
  return (
    <div className="grid gap-1">
      <MarkCell
        part="calendar"
        name={entry.name}
        status={isOutdated ? approvalWords.changed : approved ? approvalWords.approved : approvalWords.missing}
        propose={holds ? { status: 'withdrawn', word: 'Withdraw' } : { status: 'approved', word: 'Approve' }}
        locked={(isOwn && !holds) || isUnanswered}
      />
      <span className="text-ink-3">
        {holds
          ? isLate
            ? 'approved after it began: its days still count'
            : 'its days are left out of streaks'
          : `needs approval by someone other than ${entered?.by || 'who entered it'}; until then its days count`}
      </span>
      {waiting?.answer && <AnswerStep item={waiting} />}
    </div>
  );
}
