'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { ForecastHistory } from '#core/forecast/schema.ts';
import { formatCounted } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';
import { type DayRate, rateFinding, ratesByDay, rateText } from '../charts/rate.ts';
import { useZone } from '../time/zone.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';

const RateChart = dynamic(() => import('../charts/rate-chart.tsx').then((file) => file.RateChart), {
  ssr: false,
  loading: () => <Skeleton className="h-35" />,
});

type Props = { points: ForecastHistory['discrepancyRate']; stability: ForecastHistory['stability'] };

/** Rows that differ of those compared, day by day, and since when nothing critical was found. */
export function RateCard({ points, stability }: Props) {
  const [asTable, setAsTable] = useState(false);
  const days = ratesByDay(points, useZone());
  const known = days.filter(({ rate }) => rate !== null);
  return (
    <Card
      title={rateFinding(days)}
      note="rows that differ of those compared, worst dataset"
      action={
        known.length > 1 && (
          <Button size="small" look="quiet" className="no-print" onClick={() => setAsTable(!asTable)}>
            {asTable ? 'Chart' : 'Table'}
          </Button>
        )
      }
    >
      <div className="px-4 pt-1.5 pb-4">
        {known.length > 1 && (asTable ? <RateTable days={days} /> : <RateChart days={days} />)}
        <p className="mt-2 text-ink-2">{stabilityText(stability)}</p>
      </div>
    </Card>
  );
}

function stabilityText({ stableFrom, days, windowDays, startedOn, cleanDays }: Props['stability']): string {
  if (stableFrom !== null && days !== null) {
    return `Time to stability: ${formatCounted(days, 'day')}. From ${formatDay(stableFrom)} on, all critical checks ran without a discrepancy for ${formatCounted(windowDays, 'day')}.`;
  }
  return `Time to stability: not yet. ${cleanDays} of ${formatCounted(windowDays, 'day')} in which all critical checks ran without a discrepancy, since the start on ${formatDay(startedOn)}.`;
}

function RateTable({ days }: { days: readonly DayRate[] }) {
  return (
    <ScrollBox label="Discrepancy rate by day" className="-mx-4 max-h-56">
      <Table
        caption="Discrepancy rate by day, newest first"
        head={
          <>
            <Head>Day</Head>
            <Head number>Rows that differ</Head>
          </>
        }
      >
        {days.toReversed().map(({ date, rate }) => (
          <Row key={date}>
            <RowHead>{formatDay(date, 'long')}</RowHead>
            <Cell label="Rows that differ" number>
              {rateText(rate)}
            </Cell>
          </Row>
        ))}
      </Table>
    </ScrollBox>
  );
}
