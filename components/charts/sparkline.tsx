import { cx } from '../ui/cx.ts';
import { type Tone, toneText } from '../ui/tone.ts';
import { sparklinePath } from './sparkline-path.ts';

type Props = {
  values: readonly (string | null)[];
  threshold?: string | null;
  tone?: Tone;
  label: string;
  width?: number;
  height?: number;
};

/** A line the size of a word, with its threshold as dots. Gaps in the evidence are gaps in the line. */
export function Sparkline({ values, threshold = null, tone, label, width = 110, height = 26 }: Props) {
  const drawn = sparklinePath(values, threshold, width, height);
  if (!drawn) return <span className="text-xs text-ink-3">no data yet</span>;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      className={cx('block', tone ? toneText[tone] : 'text-ink-2')}
    >
      {drawn.thresholdY !== null && (
        <path d={`M0 ${drawn.thresholdY}H${width}`} className="stroke-ink-3" strokeDasharray="2 3" fill="none" />
      )}
      <path d={drawn.line} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      {drawn.dots.map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r="1.6" fill="currentColor" />
      ))}
    </svg>
  );
}
