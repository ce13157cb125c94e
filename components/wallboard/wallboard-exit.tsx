'use client';

import { useQuery } from '@tanstack/react-query';
import type { ForecastDates } from '#core/forecast/schema.ts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { forecastTitle } from '../verdict/forecast-text.ts';

/** A forecast is of days; a simulation in five seconds would be for nothing. */
const ASK_EVERY_MS = 60_000;

type Props = { slug: string | undefined; verdict: GoNoGo['verdict'] };

/** When a go can be expected, and how sure that is. */
export function WallboardExit({ slug, verdict }: Props) {
  const isOpen = verdict === 'no_go';
  const trpc = useTRPC();
  const { data, isError } = useQuery({
    ...trpc.forecast.dates.queryOptions(slug === undefined ? {} : { slug }),
    enabled: isOpen,
    refetchInterval: ASK_EVERY_MS,
    refetchIntervalInBackground: true,
  });
  const [text, note] = isOpen ? wordsOf(data, isError) : ['now', null];
  return (
    <span data-wallboard-exit={isOpen ? (data?.state ?? 'asked') : 'now'}>
      Exit: <strong className="font-semibold text-ink">{text}</strong>
      {note && `, ${note}`}
    </span>
  );
}

function wordsOf(data: ForecastDates | undefined, isError: boolean): [text: string, note: string | null] {
  // An old date is not shown as if it were today's.
  if (isError) return ['unknown', 'the forecast could not be loaded'];
  if (!data || data.state === 'reached') return ['…', null];
  if (data.state === 'not_enough_data') return ['no date yet', data.missing];
  return [forecastTitle(data), data.p80 === null ? null : '50 – 80 % sure'];
}
