'use client';

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDay } from '#lib/format/instant.ts';
import { type DayRate, rateText } from '../forecast/rate.ts';

/** Loaded lazily. Days without evidence are gaps. */
export function RateChart({ days }: { days: DayRate[] }) {
  return (
    <ResponsiveContainer width="100%" height={140}>
      <LineChart data={days} margin={{ top: 6, right: 8, bottom: 0, left: -8 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--color-hush)" />
        <XAxis
          dataKey="date"
          tickFormatter={(date: string) => formatDay(date)}
          tick={{ fill: 'var(--color-ink-3)', fontSize: 11 }}
          stroke="var(--color-line)"
          tickLine={false}
          minTickGap={24}
        />
        <YAxis
          // Without a difference the axis would reach to 400 %.
          domain={[0, (most: number) => (most === 0 ? 0.01 : most)]}
          tickFormatter={(rate: number) => rateText(rate)}
          tick={{ fill: 'var(--color-ink-3)', fontSize: 11 }}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          labelFormatter={(label) => formatDay(String(label), 'long')}
          formatter={(rate) => rateText(Number(rate))}
          contentStyle={{
            background: 'var(--color-card)',
            border: '1px solid var(--color-line)',
            borderRadius: 7,
            fontSize: 12,
          }}
        />
        <Line
          dataKey="rate"
          name="rows that differ"
          type="linear"
          stroke="var(--color-ink)"
          strokeWidth={2}
          dot={days.length < 3}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
