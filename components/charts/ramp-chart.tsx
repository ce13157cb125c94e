'use client';

import { CartesianGrid, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { across, grid, up } from './chart-style.ts';
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
        <CartesianGrid {...grid} />
        <XAxis
          {...across}
          dataKey="day"
          type="number"
          domain={[0, 'dataMax']}
          tickFormatter={(day: number) => `day ${day}`}
        />
        <YAxis
          {...up}
          domain={[0, 100]}
          ticks={[0, 25, 50, 75, 100]}
          tickFormatter={(percent: number) => `${percent} %`}
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
