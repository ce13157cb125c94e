import { cx } from '../ui/cx.ts';
import { type Tone, toneText } from '../ui/tone.ts';
import type { Distance } from './distance.ts';

const WIDTH = 120;

/** How far the value is from its threshold, which is the upright line. The numbers stand beside it. */
export function DistanceBar({ distance, tone }: { distance: Distance | null; tone: Tone }) {
  if (!distance) return <span className="text-ink-3">—</span>;
  return (
    <svg
      width={WIDTH}
      height={12}
      viewBox={`0 0 ${WIDTH} 12`}
      aria-hidden="true"
      className={cx('max-w-full', toneText[tone])}
    >
      <rect y={3} width={WIDTH} height={6} rx={3} className="fill-hush" />
      <rect y={3} width={Math.max(3, distance.fill * WIDTH)} height={6} rx={3} fill="currentColor" />
      <rect x={Math.min(WIDTH - 2, distance.mark * WIDTH - 1)} width={2} height={12} className="fill-ink" />
    </svg>
  );
}
