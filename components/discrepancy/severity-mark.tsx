import type { Severity } from '#core/discrepancy/severity.ts';

const bars = { critical: 3, major: 2, minor: 1 } as const satisfies Record<Severity, number>;
const heights = [5, 8.5, 12] as const;

/** Severity is another scale than status: up to three bars in ink, never a colour. */
export function SeverityMark({ severity, word = false }: { severity: Severity; word?: boolean }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap" data-tip={word ? undefined : severity}>
      <svg width="13" height="12" viewBox="0 0 13 12" aria-hidden="true" className="flex-none">
        {heights.map((height, i) => (
          <rect
            key={height}
            x={i * 4.6}
            y={12 - height}
            width="3.2"
            height={height}
            rx="1"
            className={i < bars[severity] ? 'fill-ink' : 'fill-line'}
          />
        ))}
      </svg>
      <span className={word ? undefined : 'sr-only'}>{severity}</span>
    </span>
  );
}
