'use client';

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { PastForecast } from '#core/forecast/schema.ts';
import { addDays, daysBetween } from '#core/time/day.ts';
import { formatDay } from '#lib/format/instant.ts';

const ORIGIN = '2020-01-01';
const numberOf = (date: string | null) => (date === null ? null : daysBetween(ORIGIN, date));
const dateOf = (days: number) => formatDay(addDays(ORIGIN, Math.round(days)));

/** Loaded lazily. Across: the day of the forecast; up: the day it named. */
export function CalibrationChart({ past }: { past: PastForecast[] }) {
  const points = past.map(({ day, p50, p80, happenedOn }) => ({
    day,
    p50: numberOf(p50),
    p80: numberOf(p80),
    happened: numberOf(happenedOn),
  }));
  return (
    <ResponsiveContainer width="100%" height={140}>
      <LineChart data={points} margin={{ top: 6, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--color-hush)" />
        <XAxis
          dataKey="day"
          tickFormatter={(date: string) => formatDay(date)}
          tick={{ fill: 'var(--color-ink-3)', fontSize: 11 }}
          stroke="var(--color-line)"
          tickLine={false}
          minTickGap={24}
        />
        <YAxis
          domain={['dataMin - 1', 'dataMax + 1']}
          allowDecimals={false}
          tickFormatter={dateOf}
          tick={{ fill: 'var(--color-ink-3)', fontSize: 11 }}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          labelFormatter={(label) => `Forecast of ${formatDay(String(label), 'long')}`}
          formatter={(days) => dateOf(Number(days))}
          contentStyle={{
            background: 'var(--color-card)',
            border: '1px solid var(--color-line)',
            borderRadius: 7,
            fontSize: 12,
          }}
        />
        <Line
          dataKey="p50"
          name="50 %"
          stroke="var(--color-ink)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
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
      </LineChart>
    </ResponsiveContainer>
  );
}
