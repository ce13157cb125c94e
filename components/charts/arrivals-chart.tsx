'use client';

import { Line } from 'recharts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { DayChart } from './day-chart.tsx';

type Props = { days: GoNoGo['discrepancies']['days'] };

/** Loaded lazily: Recharts weighs as much as the rest of a page. */
export function ArrivalsChart({ days }: Props) {
  return (
    <DayChart data={days} day="date" left={-28} axis={{ allowDecimals: false }}>
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
    </DayChart>
  );
}
