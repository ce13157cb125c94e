const tick = { fill: 'var(--color-ink-3)', fontSize: 11 };

export const grid = { vertical: false, stroke: 'var(--color-hush)' };
export const across = { tick, stroke: 'var(--color-line)', tickLine: false, minTickGap: 24 };
export const up = { tick, tickLine: false, axisLine: false };
export const tip = {
  isAnimationActive: false,
  contentStyle: {
    background: 'var(--color-card)',
    border: '1px solid var(--color-line)',
    borderRadius: 7,
    fontSize: 12,
  },
};
