import type { Forecast } from '#core/forecast/schema.ts';
import { formatCount } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';

/** What the dates rest on and what is taken for granted, so that everybody can object. */
export function HowComputed({ forecast }: { forecast: Forecast }) {
  const { state, p50, p80, p95, decides, basis, assumptions, runs, seed } = forecast;
  const dates = [
    ['50 %', p50],
    ['80 %', p80],
    ['95 %', p95],
  ] as const;
  return (
    <details className="no-print mt-2.5">
      <summary className="w-fit cursor-pointer text-ink-2 underline decoration-line underline-offset-2">
        How is this computed?
      </summary>
      <div className="mt-2 grid gap-2 text-xs text-ink-2">
        {state === 'forecast' && (
          <p>
            {dates
              .map(([share, date]) => `${share} by ${date ? formatDay(date) : 'more than a year from now'}`)
              .join(', ')}
            . {decides}
          </p>
        )}
        <Lines title="Counted" lines={basis} />
        <Lines title="Taken for granted" lines={assumptions} />
        {state === 'forecast' && (
          <p className="text-ink-3">
            {formatCount(runs)} simulated runs, seed {seed}: the same evidence gives the same dates.
          </p>
        )}
      </div>
    </details>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <p className="font-semibold text-ink">{title}</p>
      <ul className="list-disc pl-4">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
