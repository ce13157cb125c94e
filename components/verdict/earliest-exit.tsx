'use client';

import { useQuery } from '@tanstack/react-query';
import type { ForecastView } from '#core/forecast/schema.ts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { formatDay, formatDays } from '#lib/format/instant.ts';
import { LOCALE } from '#lib/format/locale.ts';
import { formatMoney } from '#lib/format/money.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { HowComputed } from './how-computed.tsx';

/** Without `slug` the reader may not ask for a forecast: somebody with a share link. */
type Props = { slug: string | null; data: GoNoGo };

/** When a go can be expected, against what was promised, and what waiting costs. */
export function EarliestExit({ slug, data }: Props) {
  const isOpen = data.verdict === 'no_go';
  return (
    <div className="px-4 py-5 lg:px-6">
      <p className="text-ink-3">{isOpen ? 'Earliest exit, if nothing else breaks' : 'Exit'}</p>
      {!isOpen && <Now conditional={data.verdict === 'conditional_go'} />}
      {isOpen && (slug === null ? <FirstDay data={data} /> : <Expected slug={slug} data={data} />)}
    </div>
  );
}

const titleClass = 'mt-0.5 mb-1 text-2xl font-[650] tracking-[-0.02em]';

function Now({ conditional }: { conditional: boolean }) {
  return (
    <>
      <p className={titleClass}>{conditional ? 'Now, with conditions' : 'Now'}</p>
      <p className="text-ink-2">
        {conditional
          ? 'Nothing blocks; what is waived or only advised stays listed below.'
          : 'Every blocking criterion is met by fresh evidence.'}
      </p>
    </>
  );
}

/** What the streak says by itself. */
function FirstDay({ data }: { data: GoNoGo }) {
  const first = data.streak?.earliestDate;
  return (
    <>
      <p className={titleClass}>{first ? formatDay(first, 'long') : 'No date yet'}</p>
      <p className="text-ink-2">{notBefore(data)}</p>
    </>
  );
}

/** Asked for on its own: the verdict does not wait for a simulation. */
function Expected({ slug, data }: { slug: string; data: GoNoGo }) {
  const trpc = useTRPC();
  const { data: view, isError } = useQuery(trpc.forecast.get.queryOptions({ slug }));
  if (isError) {
    return (
      <>
        <p className={titleClass}>Unknown</p>
        <p className="text-ink-2">The forecast could not be loaded. {notBefore(data)}</p>
      </>
    );
  }
  if (!view) {
    return (
      <div className="grid gap-2.5 pt-2 pb-1">
        <span className="sr-only">The forecast is being computed.</span>
        <Skeleton className="h-6 w-44" />
        <Skeleton className="h-3.5 w-full max-w-96" />
        <Skeleton className="h-3.5 w-64" />
      </div>
    );
  }
  return (
    <>
      <p className={titleClass} data-forecast={view.forecast.state}>
        {titleOf(view)}
      </p>
      <Against view={view} data={data} />
      <Waiting view={view} />
      {view.forecast.notPart.length > 0 && (
        <p className="mt-1.5 text-ink-2">
          Still missing, and not part of this date:{' '}
          {new Intl.ListFormat(LOCALE, { type: 'conjunction' }).format(view.forecast.notPart)}.
        </p>
      )}
      <HowComputed forecast={view.forecast} />
    </>
  );
}

function titleOf({ forecast: { state, p50, p80 } }: ForecastView): string {
  if (state === 'not_enough_data') return 'No date yet';
  if (p50 === null) return 'Not within a year';
  if (p80 === null) return `${formatDay(p50)}, or much later`;
  return formatDays(p50, p80);
}

function Against({ view, data }: { view: ForecastView; data: GoNoGo }) {
  const { forecast, committedOn, lateness, timeBoxEndsOn } = view;
  const isBeyond = timeBoxEndsOn !== null && forecast.state === 'forecast' && (forecast.p80 ?? '9') > timeBoxEndsOn;
  return (
    <p className="text-ink-2">
      {forecast.state === 'not_enough_data' ? (
        <>
          {sentence(forecast.missing ?? '')} {notBefore(data)}
        </>
      ) : (
        '50 – 80 % of simulated runs.'
      )}
      {committedOn && (
        <>
          {' '}
          Committed date {formatDay(committedOn)}
          {lateness ? ': ' : '.'}
          {lateness && <strong className={lateness.late ? 'font-semibold text-no' : ''}>{lateness.text}.</strong>}
        </>
      )}
      {isBeyond && <> The time box ends {formatDay(timeBoxEndsOn)}, before that.</>}
    </p>
  );
}

function Waiting({ view: { costs, currency } }: { view: ForecastView }) {
  const { week, ofLateWork, contingencyLeft } = costs;
  if (week === null && contingencyLeft === null) return null;
  const isUsedUp = contingencyLeft?.startsWith('-');
  return (
    <p className="text-ink-2">
      {week !== null && (
        <>
          One week more of running both costs{' '}
          <strong className="font-semibold text-ink">{formatMoney(week, currency)}</strong>
          {Number(ofLateWork) > 0 && <>, {formatMoney(ofLateWork, currency)} of it for late work</>}
          {contingencyLeft === null ? '.' : '; '}
        </>
      )}
      {contingencyLeft !== null &&
        (isUsedUp ? (
          <span className="text-no">
            the contingency is overdrawn by {formatMoney(contingencyLeft.slice(1), currency)}.
          </span>
        ) : (
          <>{formatMoney(contingencyLeft, currency)} of contingency left.</>
        ))}
    </p>
  );
}

function notBefore({ streak }: GoNoGo): string {
  return streak?.earliestDate
    ? `Not before ${formatDay(streak.earliestDate)}: ${streak.cleanDays} of ${streak.neededDays} clean days.`
    : '';
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
