'use client';

import { useQuery } from '@tanstack/react-query';
import type { ForecastView } from '#core/forecast/schema.ts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { formatDay } from '#lib/format/instant.ts';
import { LOCALE } from '#lib/format/locale.ts';
import { formatMoney } from '#lib/format/money.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { forecastTitle, missingText } from './forecast-text.ts';
import { HowComputed } from './how-computed.tsx';

/** Without `slug` the reader may not ask what waiting costs: somebody with a share link. */
type Props = { slug: string | null; data: GoNoGo };

/** When a go can be expected, against what was promised, and what waiting costs. */
export function EarliestExit({ slug, data }: Props) {
  const isOpen = data.verdict === 'no_go';
  return (
    <div className="px-4 py-5 lg:px-6">
      <p className="text-ink-3">{isOpen ? 'Earliest exit, if nothing else breaks' : 'Exit'}</p>
      {!isOpen && <Now conditional={data.verdict === 'conditional_go'} />}
      {isOpen && (slug === null ? <ExpectedDates data={data} /> : <Expected slug={slug} data={data} />)}
    </div>
  );
}

const SHARE_OF_RUNS = '50 – 80 % of simulated runs.';
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

/** For somebody with a share link: the dates, without what waiting costs. */
function ExpectedDates({ data }: { data: GoNoGo }) {
  const trpc = useTRPC();
  const { data: dates, isError } = useQuery(trpc.forecast.dates.queryOptions({}));
  if (isError) return <Unknown data={data} />;
  if (!dates) return <Computing />;
  return (
    <>
      <p className={titleClass} data-forecast={dates.state}>
        {forecastTitle(dates)}
      </p>
      <p className="text-ink-2">
        {dates.state === 'not_enough_data' ? missingText(dates.missing) : SHARE_OF_RUNS} {notBefore(data)}
      </p>
    </>
  );
}

/** Asked for on its own: the verdict does not wait for a simulation. */
function Expected({ slug, data }: { slug: string; data: GoNoGo }) {
  const trpc = useTRPC();
  const { data: view, isError } = useQuery(trpc.forecast.get.queryOptions({ slug }));
  if (isError) return <Unknown data={data} />;
  if (!view) return <Computing />;
  return (
    <>
      <p className={titleClass} data-forecast={view.forecast.state}>
        {forecastTitle(view.forecast)}
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

function Unknown({ data }: { data: GoNoGo }) {
  return (
    <>
      <p className={titleClass}>Unknown</p>
      <p className="text-ink-2">The forecast could not be loaded. {notBefore(data)}</p>
    </>
  );
}

function Computing() {
  return (
    <div className="grid gap-2.5 pt-2 pb-1">
      <span className="sr-only">The forecast is being computed.</span>
      <Skeleton className="h-6 w-44" />
      <Skeleton className="h-3.5 w-full max-w-96" />
      <Skeleton className="h-3.5 w-64" />
    </div>
  );
}

function Against({ view, data }: { view: ForecastView; data: GoNoGo }) {
  const { forecast, committedOn, lateness, timeBoxEndsOn } = view;
  const isBeyond = timeBoxEndsOn !== null && forecast.state === 'forecast' && (forecast.p80 ?? '9') > timeBoxEndsOn;
  return (
    <p className="text-ink-2">
      {forecast.state === 'not_enough_data' ? (
        <>
          {missingText(forecast.missing)} {notBefore(data)}
        </>
      ) : (
        SHARE_OF_RUNS
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
