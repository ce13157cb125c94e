'use client';

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { formatDay } from '#lib/format/instant.ts';

type Props = { days: GoNoGo['discrepancies']['days'] };

/** Loaded lazily: Recharts weighs as much as the rest of a page. */
export function ArrivalsChart({ days }: Props) {
  return (
    <ResponsiveContainer width="100%" height={140}>
      <LineChart data={days} margin={{ top: 6, right: 8, bottom: 0, left: -28 }} accessibilityLayer={false}>
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
          allowDecimals={false}
          tick={{ fill: 'var(--color-ink-3)', fontSize: 11 }}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          labelFormatter={(label) => formatDay(String(label), 'long')}
          contentStyle={{
            background: 'var(--color-card)',
            border: '1px solid var(--color-line)',
            borderRadius: 7,
            fontSize: 12,
          }}
        />
        <Line
          dataKey="arrived"
          name="arrived"
          type="linear"
          stroke="var(--color-no)"
          strokeWidth={2}
          strokeDasharray="5 3"
          dot={days.length < 3}
          isAnimationActive={false}
        />
        <Line
          dataKey="closed"
          name="closed with proof"
          type="linear"
          stroke="var(--color-go)"
          strokeWidth={2}
          dot={days.length < 3}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
