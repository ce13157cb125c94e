'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { QueryError } from '../ui/query-error.tsx';
import { SkeletonCard } from '../ui/skeleton.tsx';
import { CalibrationCard } from './calibration-card.tsx';
import { RateCard } from './rate-card.tsx';

/** What was forecast against what happened, how long it took to become stable, and how the rate of discrepancies goes. */
export function ForecastHistoryCards({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.forecast.history.queryOptions({ slug }));
  if (error) return <QueryError error={error} retry={() => void refetch()} />;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {data ? <RateCard points={data.discrepancyRate} stability={data.stability} /> : <SkeletonCard rows={3} />}
      {data ? <CalibrationCard past={data.past} calibration={data.calibration} /> : <SkeletonCard rows={3} />}
    </div>
  );
}
