'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { ForecastHistory } from '#core/forecast/schema.ts';
import { formatCount } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { calibrationFinding } from './calibration.ts';

const CalibrationChart = dynamic(
  () => import('../charts/calibration-chart.tsx').then((file) => file.CalibrationChart),
  { ssr: false, loading: () => <Skeleton className="h-35" /> },
);

type Props = { past: ForecastHistory['past']; calibration: ForecastHistory['calibration'] };

/** What was forecast on each day, against the day on which it happened. */
export function CalibrationCard({ past, calibration }: Props) {
  const [asTable, setAsTable] = useState(false);
  const dated = past.filter(({ p50 }) => p50 !== null);
  const { p50, p80, p95 } = calibration;
  return (
    <Card
      title={calibrationFinding(past, calibration)}
      note={dated.length > 0 ? 'exit date as forecast on each day' : undefined}
      action={
        dated.length > 1 && (
          <Button size="small" look="quiet" className="no-print" onClick={() => setAsTable(!asTable)}>
            {asTable ? 'Chart' : 'Table'}
          </Button>
        )
      }
    >
      <div className="px-4 pt-1.5 pb-4">
        {dated.length > 1 && (asTable ? <PastTable past={past} /> : <CalibrationChart past={past} />)}
        {dated.length > 1 && !asTable && (
          <p className="mt-2 flex flex-wrap gap-x-3.5 text-ink-3">
            <span>— 50 % of runs</span>
            <span>- - 80 % of runs</span>
            {past.some(({ happenedOn }) => happenedOn !== null) && (
              <span className="text-go">● the day it happened</span>
            )}
          </p>
        )}
        {p80.known + p50.known + p95.known > 0 && (
          <p className="mt-2 text-ink-2">
            Kept so far: {share(p50)} at 50 %, {share(p80)} at 80 %, {share(p95)} at 95 %.
          </p>
        )}
        {dated.length <= 1 && (
          <p className="mt-2 text-ink-2">
            The first forecast of each day is kept and shown here against what happened. It is never written again.
          </p>
        )}
      </div>
    </Card>
  );
}

const share = ({ kept, known }: Props['calibration']['p50']): string => `${formatCount(kept)} of ${formatCount(known)}`;

function PastTable({ past }: { past: Props['past'] }) {
  const day = (date: string | null) => (date === null ? '—' : formatDay(date));
  return (
    <ScrollBox label="Forecasts by day" className="-mx-4 max-h-56">
      <Table
        caption="Forecasts by day, newest first"
        head={
          <>
            <Head>Forecast of</Head>
            <Head number>50 %</Head>
            <Head number>80 %</Head>
            <Head number>95 %</Head>
            <Head number>Happened</Head>
          </>
        }
      >
        {past.toReversed().map((one) => (
          <Row key={one.day}>
            <RowHead>{formatDay(one.day, 'long')}</RowHead>
            <Cell label="50 %" number>
              {day(one.p50)}
            </Cell>
            <Cell label="80 %" number>
              {day(one.p80)}
            </Cell>
            <Cell label="95 %" number>
              {day(one.p95)}
            </Cell>
            <Cell label="Happened" number>
              {day(one.happenedOn)}
            </Cell>
          </Row>
        ))}
      </Table>
    </ScrollBox>
  );
}
