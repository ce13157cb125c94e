import type { PortfolioRow } from '#core/portfolio/schema.ts';
import { DAY_MS } from '#core/time/units.ts';
import { formatCounted } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';

export function PhaseWords({ phase }: { phase: PortfolioRow['phase'] }) {
  if (!phase) return <span className="text-ink-3">no phase</span>;
  return (
    <span>
      {phase.number} of {phase.of}
      <span className="block text-ink-3">{phase.name}</span>
    </span>
  );
}

/** The forecast, and what it makes of the day that was promised. */
export function ExitWords({ row: { forecast, committedOn } }: { row: PortfolioRow }) {
  return (
    <span>
      {forecast?.p80 ? (
        <>
          {forecast.p50 && `${formatDay(forecast.p50)} – `}
          {formatDay(forecast.p80)}
        </>
      ) : (
        <span className="text-ink-3">no forecast yet</span>
      )}
      <span className="block text-ink-3">
        {committedOn === null
          ? 'no committed date'
          : `committed ${formatDay(committedOn)}${lateWords(forecast?.p80 ?? null, committedOn)}`}
      </span>
    </span>
  );
}

/** By the date that holds in four runs of five. */
function lateWords(p80: string | null, committedOn: string): string {
  if (p80 === null) return '';
  const days = Math.round((Date.parse(p80) - Date.parse(committedOn)) / DAY_MS);
  return days > 0 ? `, ${formatCounted(days, 'day')} late` : ', in time';
}
