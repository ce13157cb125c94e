'use client';

import { CartesianGrid, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { rampSteps } from './ramp-steps.ts';

type Props = { stages: readonly { percent: number; soakDays: number }[] };

/** Loaded lazily: Recharts weighs as much as the rest of a page. */
export function RampChart({ stages }: Props) {
  return (
    <ResponsiveContainer width="100%" height={180}>
      <LineChart
        data={rampSteps(stages)}
        margin={{ top: 8, right: 12, bottom: 0, left: -16 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--color-hush)" />
        <XAxis
          dataKey="day"
          type="number"
          domain={[0, 'dataMax']}
          tickFormatter={(day: number) => `day ${day}`}
          tick={{ fill: 'var(--color-ink-3)', fontSize: 11 }}
          stroke="var(--color-line)"
          tickLine={false}
          minTickGap={24}
        />
        <YAxis
          domain={[0, 100]}
          ticks={[0, 25, 50, 75, 100]}
          tickFormatter={(percent: number) => `${percent} %`}
          tick={{ fill: 'var(--color-ink-3)', fontSize: 11 }}
          tickLine={false}
          axisLine={false}
        />
        <Line
          dataKey="percent"
          type="stepAfter"
          stroke="var(--color-ink)"
          strokeWidth={2}
          dot
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
