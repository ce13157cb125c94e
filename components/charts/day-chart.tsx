'use client';

import type { ComponentProps, ReactNode } from 'react';
import { CartesianGrid, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDay } from '#lib/format/instant.ts';
import { across, grid, tip, up } from './chart-style.ts';

type Props = {
  data: ComponentProps<typeof LineChart>['data'];
  /** The field of `data` that holds the day, `yyyy-mm-dd`. */
  day: string;
  /** Pixels left of the labels, which are of different lengths. */
  left: number;
  axis: ComponentProps<typeof YAxis>;
  titleOf?: (day: string) => string;
  textOf?: (value: number) => string;
  /** The lines. */
  children: ReactNode;
};

const longDay = (day: string) => formatDay(day, 'long');

/** Lines over days. Recharts weighs as much as the rest of a page: what uses this is loaded lazily. */
export function DayChart({ data, day, left, axis, titleOf = longDay, textOf, children }: Props) {
  return (
    <ResponsiveContainer width="100%" height={140}>
      <LineChart data={data} margin={{ top: 6, right: 8, bottom: 0, left }} accessibilityLayer={false}>
        <CartesianGrid {...grid} />
        <XAxis {...across} dataKey={day} tickFormatter={(date: string) => formatDay(date)} />
        <YAxis {...up} {...axis} />
        <Tooltip
          {...tip}
          labelFormatter={(label) => titleOf(String(label))}
          {...(textOf && { formatter: (value) => textOf(Number(value)) })}
        />
        {children}
      </LineChart>
    </ResponsiveContainer>
  );
}
