'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { formatCount, formatCounted } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { arrivalsFinding, RECENT_DAYS } from './arrivals.ts';

const ArrivalsChart = dynamic(() => import('../charts/arrivals-chart.tsx').then((file) => file.ArrivalsChart), {
  ssr: false,
  loading: () => <Skeleton className="h-35" />,
});

type Day = GoNoGo['discrepancies']['days'][number];
type Props = { slug: string; discrepancies: GoNoGo['discrepancies'] };

/** Groups that arrived and groups closed with proof, day by day. */
export function ArrivalsCard({ slug, discrepancies }: Props) {
  const [asTable, setAsTable] = useState(false);
  const { days, open, openCritical, suspected } = discrepancies;
  return (
    <Card
      title={arrivalsFinding(discrepancies)}
      note={noteOf(days)}
      action={
        days.length > 1 && (
          <Button size="small" look="quiet" className="no-print" onClick={() => setAsTable(!asTable)}>
            {asTable ? 'Chart' : 'Table'}
          </Button>
        )
      }
    >
      <div className="px-4 pt-1.5 pb-4">
        {days.length === 1 && <FirstDay day={days[0]} />}
        {days.length > 1 && (asTable ? <DaysTable days={days} /> : <ArrivalsChart days={days} />)}
        <p className="mt-2 flex flex-wrap gap-x-3.5 text-ink-3">
          {days.length > 1 && !asTable && (
            <>
              <span>
                <span className="text-no">- -</span> arrived
              </span>
              <span>
                <span className="text-go">—</span> closed with proof
              </span>
            </>
          )}
          <PageLink href={`/m/${slug}/discrepancies`} className="underline decoration-line underline-offset-2">
            {formatCounted(open, 'group')} open, {formatCount(openCritical)} critical
          </PageLink>
          {suspected > 0 && <span>{formatCounted(suspected, 'row')} not yet confirmed</span>}
        </p>
      </div>
    </Card>
  );
}

function noteOf(days: Day[]): string | undefined {
  if (days.length > RECENT_DAYS) return `last ${RECENT_DAYS} of ${days.length} days`;
  return days[0] && days.length === 1 ? formatDay(days[0].date, 'long') : undefined;
}

/** One day is no line. */
function FirstDay({ day }: { day: Day | undefined }) {
  if (!day) return null;
  return (
    <p className="flex flex-wrap gap-x-8 gap-y-1 text-ink-2">
      <span>
        <b className="figures text-xl font-semibold text-ink">{formatCount(day.arrived)}</b> arrived
      </span>
      <span>
        <b className="figures text-xl font-semibold text-ink">{formatCount(day.closed)}</b> closed with proof
      </span>
    </p>
  );
}

function DaysTable({ days }: { days: Props['discrepancies']['days'] }) {
  return (
    <ScrollBox label="Discrepancies by day" className="-mx-4 max-h-56">
      <Table
        caption="Discrepancies by day, newest first"
        head={
          <>
            <Head>Day</Head>
            <Head number>Arrived</Head>
            <Head number>Closed with proof</Head>
          </>
        }
      >
        {days.toReversed().map((day) => (
          <Row key={day.date}>
            <RowHead>{formatDay(day.date, 'long')}</RowHead>
            <Cell label="Arrived" number>
              {formatCount(day.arrived)}
            </Cell>
            <Cell label="Closed with proof" number>
              {formatCount(day.closed)}
            </Cell>
          </Row>
        ))}
      </Table>
    </ScrollBox>
  );
}
