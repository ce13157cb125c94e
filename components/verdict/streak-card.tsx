'use client';

import { useState } from 'react';
import type { Streak } from '#core/streak/schema.ts';
import { formatDay } from '#lib/format/instant.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { DayMark } from './day-mark.tsx';
import { dayWords } from './labels.ts';

type Day = Streak['days'][number];
const states = ['clean', 'broken', 'void', 'excluded', 'pending'] as const;

/** The dated ledger of clean days: as a strip to see, as a table to read. */
export function StreakCard({ streak, slug = null }: { streak: Streak; slug?: string | null }) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Card
      title={`${streak.cleanDays} of ${streak.neededDays} clean days`}
      note={`zero critical discrepancies · ${span(streak)}`}
      action={
        streak.days.length > 0 && (
          <>
            {slug !== null && <CsvLink list="streak-days" query={{ slug }} of="days of the streak" />}
            <Button size="small" look="quiet" className="no-print" onClick={() => setAsTable(!asTable)}>
              {asTable ? 'Strip' : 'Table'}
            </Button>
          </>
        )
      }
    >
      {streak.days.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-ink-2">The first day counts when it is over and every check has reported.</p>
      ) : asTable ? (
        <StreakTable days={streak.days} />
      ) : (
        <StreakStrip streak={streak} />
      )}
    </Card>
  );
}

function StreakStrip({ streak }: { streak: Streak }) {
  const { days } = streak;
  const toCome = Math.max(0, streak.neededDays - days.length);
  return (
    <div className="px-4 pt-1.5 pb-4">
      <ol className="flex gap-[3px]" aria-label="Days, oldest first">
        {days.map((day) => (
          <li key={day.date} data-tip={sayDay(day)} className="min-w-0 max-w-10 flex-1">
            <DayMark state={day.state} className="h-7.5" />
            <span className="sr-only">{sayDay(day)}</span>
          </li>
        ))}
        {Array.from({ length: toCome }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty places, all alike
          <li key={i} aria-hidden="true" className="h-7.5 min-w-0 max-w-10 flex-1 rounded-[3px] bg-hush" />
        ))}
      </ol>
      <p className="mt-2 flex flex-wrap gap-x-3.5 gap-y-1 text-ink-3">
        {states.map((state) => {
          const found = days.filter((day) => day.state === state);
          if (found.length === 0) return null;
          return (
            <span key={state} className="inline-flex items-center gap-1.5">
              <DayMark state={state} className="size-3" />
              {dayWords[state]} {state !== 'pending' && found.length}
            </span>
          );
        })}
      </p>
    </div>
  );
}

function StreakTable({ days }: { days: Day[] }) {
  return (
    <ScrollBox label="Days of the streak" className="max-h-72">
      <Table
        caption="Days of the streak, newest first"
        head={
          <>
            <Head>Day</Head>
            <Head>State</Head>
            <Head>Reason</Head>
          </>
        }
      >
        {days.toReversed().map((day) => (
          <Row key={day.date}>
            <RowHead>{formatDay(day.date, 'long')}</RowHead>
            <Cell label="State">{dayWords[day.state]}</Cell>
            <Cell label="Reason" className="text-ink-2">
              {day.reason ?? '—'}
            </Cell>
          </Row>
        ))}
      </Table>
    </ScrollBox>
  );
}

function span({ days, timeZone }: Streak): string {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return timeZone;
  const dates = first === last ? formatDay(first.date) : `${formatDay(first.date)} – ${formatDay(last.date)}`;
  return `${dates}, ${timeZone}`;
}

function sayDay(day: Day): string {
  return `${formatDay(day.date)}: ${dayWords[day.state]}${day.reason ? ` — ${day.reason}` : ''}`;
}
