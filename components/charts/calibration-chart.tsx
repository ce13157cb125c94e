'use client';

import type { ComponentProps } from 'react';
import { Line } from 'recharts';
import type { PastForecast } from '#core/forecast/schema.ts';
import { addDays, daysBetween } from '#core/time/day.ts';
import { formatDay } from '#lib/format/instant.ts';
import { DayChart } from './day-chart.tsx';

const ORIGIN = '2020-01-01';
const numberOf = (date: string | null) => (date === null ? null : daysBetween(ORIGIN, date));
const dateOf = (days: number) => formatDay(addDays(ORIGIN, Math.round(days)));
const titleOf = (day: string) => `Forecast of ${formatDay(day, 'long')}`;
const axis: ComponentProps<typeof DayChart>['axis'] = {
  domain: ['dataMin - 1', 'dataMax + 1'],
  allowDecimals: false,
  tickFormatter: dateOf,
};

/** Loaded lazily. Across: the day of the forecast; up: the day it named. */
export function CalibrationChart({ past }: { past: PastForecast[] }) {
  const points = past.map(({ day, p50, p80, happenedOn }) => ({
    day,
    p50: numberOf(p50),
    p80: numberOf(p80),
    happened: numberOf(happenedOn),
  }));
  return (
    <DayChart data={points} day="day" left={0} axis={axis} titleOf={titleOf} textOf={dateOf}>
      <Line dataKey="p50" name="50 %" stroke="var(--color-ink)" strokeWidth={2} dot={false} isAnimationActive={false} />
      <Line
        dataKey="p80"
        name="80 %"
        stroke="var(--color-ink-2)"
        strokeWidth={1.5}
        strokeDasharray="5 3"
        dot={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="happened"
        name="happened"
        stroke="var(--color-go)"
        strokeWidth={0}
        dot={{ r: 2.5, fill: 'var(--color-go)' }}
        isAnimationActive={false}
      />
    </DayChart>
  );
}
