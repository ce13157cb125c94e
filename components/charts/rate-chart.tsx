'use client';

import { Line } from 'recharts';
import { DayChart } from './day-chart.tsx';
import { type DayRate, rateText } from './rate.ts';

// Without a difference the axis would reach to 400 %.
const axis = { domain: [0, (most: number) => (most === 0 ? 0.01 : most)] as const, tickFormatter: rateText };

/** Loaded lazily. Days without evidence are gaps. */
export function RateChart({ days }: { days: DayRate[] }) {
  return (
    <DayChart data={days} day="date" left={-8} axis={axis} textOf={rateText}>
      <Line
        dataKey="rate"
        name="rows that differ"
        type="linear"
        stroke="var(--color-ink)"
        strokeWidth={2}
        dot={days.length < 3}
        isAnimationActive={false}
      />
    </DayChart>
  );
}
